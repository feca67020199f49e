"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { send } from "../../_ui/send.ts";
import { type Draft, toSpans } from "./hours-draft.ts";

type State = { at: "idle" | "saving" | "saved" | "stale" } | { at: "failed"; message: string };

/** Saves the whole week under the version it was read with, so that no one overwrites what they have not seen. */
export function useSaveHours(latest: number, draft: Draft) {
	const [state, setState] = useState<State>({ at: "idle" });
	const [dirty, setDirty] = useState(false);
	const version = useRef(latest);
	const router = useRouter();

	useEffect(() => {
		if (!dirty) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		addEventListener("beforeunload", warn);
		return () => removeEventListener("beforeunload", warn);
	}, [dirty]);

	async function save() {
		setState({ at: "saving" });
		const answer = await send<{ version: number }>(
			"/api/hours",
			{ version: version.current, spans: toSpans(draft) },
			{ method: "PUT" },
		);
		if (answer.data) {
			version.current = answer.data.version;
			setDirty(false);
			setState({ at: "saved" });
		} else if (answer.no.code === "STALE") {
			setState({ at: "stale" });
			// Brings what was saved elsewhere, to be shown beside what was typed here.
			router.refresh();
		} else {
			setState({ at: "failed", message: Object.values(answer.no.fields ?? {})[0] ?? answer.no.message });
		}
	}
	function touch() {
		setDirty(true);
		if (state.at !== "saving") setState({ at: "idle" });
	}
	/** The teacher has seen what was saved elsewhere, and the next save may replace it. */
	function catchUp() {
		version.current = latest;
	}
	function settle() {
		catchUp();
		setDirty(false);
		setState({ at: "idle" });
	}
	return { state, dirty, save, touch, catchUp, settle };
}
