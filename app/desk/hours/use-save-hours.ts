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
	const edits = useRef(0);
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();

	useEffect(() => {
		if (!dirty) return;
		const warn = (event: BeforeUnloadEvent) => event.preventDefault();
		addEventListener("beforeunload", warn);
		return () => removeEventListener("beforeunload", warn);
	}, [dirty]);

	async function save() {
		if (sending.current) return;
		sending.current = true;
		setState({ at: "saving" });
		const sent = edits.current;
		const answer = await send<{ version: number }>(
			"/api/hours",
			{ version: version.current, spans: toSpans(draft) },
			{ method: "PUT" },
		);
		sending.current = false;
		if (answer.data) {
			const more = edits.current !== sent;
			version.current = answer.data.version;
			setDirty(more);
			setState({ at: more ? "idle" : "saved" });
		} else if (answer.no.code === "STALE") {
			setState({ at: "stale" });
			// Brings what was saved elsewhere, to be shown beside what was typed here.
			router.refresh();
		} else {
			setState({ at: "failed", message: Object.values(answer.no.fields ?? {})[0] ?? answer.no.message });
		}
	}
	function touch() {
		edits.current++;
		setDirty(true);
		if (!sending.current) setState({ at: "idle" });
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
	/** Whether what was saved elsewhere has come. */
	const seen = latest > version.current;
	return { state, dirty, seen, save, touch, catchUp, settle };
}
