"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { OutsideBooking } from "@/lib/rules/schema";
import type { DeskType } from "@/lib/rules/type-schema";
import { type No, send } from "../../../_ui/send.ts";
import { signedOut, unheard } from "../../../_ui/wait.ts";
import type { Draft, Errors } from "./type-draft.ts";

type State =
	| { at: "idle" | "saving" | "stale" }
	| { at: "saved"; outside: number }
	| { at: "failed"; message: string };
type Told = {
	/** What was new is saved. */
	onMade: (type: DeskType) => void;
	/** It was saved elsewhere while nothing was edited here. */
	onFresh: () => void;
};
type Saved = { type: DeskType; outside: OutsideBooking[] };

/**
 * Saves a type under the id and the version that it was read with: asked again it makes no second one, and no one
 * overwrites what they have not seen. `latest` is how the server has it, by what it said last.
 */
export function useSaveType(latest: DeskType, { onMade, onFresh }: Told) {
	const [state, setState] = useState<State>({ at: "idle" });
	const [errors, setErrors] = useState<Errors>({});
	/** How often it was told what to mend. */
	const [told, setTold] = useState(0);
	const [dirty, setDirty] = useState(false);
	/** What is edited, as it was before. */
	const [before, setBefore] = useState(latest);
	const edits = useRef(0);
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();

	async function save(wish: DeskType) {
		if (sending.current) return;
		sending.current = true;
		setState({ at: "saving" });
		setErrors({});
		const sent = edits.current;
		const answer = await send<Saved>("/api/types", wish, { method: "PUT" });
		sending.current = false;
		if (answer.data) {
			const more = edits.current !== sent;
			setBefore(answer.data.type);
			setDirty(more);
			setState(more ? { at: "idle" } : { at: "saved", outside: answer.data.outside.length });
			if (wish.version === 0) onMade(answer.data.type);
			return router.refresh();
		}
		if (answer.no.code === "STALE" && wish.version > 0) {
			setState({ at: "stale" });
			// Brings what was saved elsewhere, to be shown beside what was typed here.
			return router.refresh();
		}
		if (answer.no.fields) tell(answer.no.fields);
		setState(answer.no.fields ? { at: "idle" } : { at: "failed", message: wordsOf(answer.no) });
	}
	function tell(wrong: Errors) {
		setErrors(wrong);
		setTold((times) => times + 1);
	}
	/** Something was edited: what was wrong with it is not known any more. */
	function touch(edited: (keyof Draft)[]) {
		edits.current++;
		setErrors((wrong) =>
			Object.fromEntries(
				Object.entries(wrong).filter(([path]) => !edited.includes(path.split(".")[0] as keyof Draft)),
			),
		);
		setDirty(true);
		if (!sending.current) setState({ at: "idle" });
	}
	/** What was saved elsewhere is what is edited from now on. */
	function catchUp(taken: boolean) {
		setBefore(latest);
		setState({ at: "idle" });
		if (taken) setDirty(false);
	}
	// A page that was left is kept as it was: who comes back to it wants the type as it is.
	if (!dirty && state.at !== "saving" && latest.version > before.version) {
		setBefore(latest);
		onFresh();
	}
	const seen = latest.version > before.version;
	const busy = state.at === "saving";
	return { state, errors, told, tell, dirty, busy, before, seen, save, touch, catchUp };
}

function wordsOf({ code, message, later }: No): string {
	if (code === "UNSURE") return unheard("saving twice is the same as once", later);
	if (code === "NTFND") return "This type was retired somewhere else. Undo that there, or make a new one.";
	if (code === "LIMIT") return "A hundred types are as many as one teacher can have, retired ones included.";
	if (code === "STALE") return "It is made already, and was changed since. You find it among your types.";
	if (code === "SIGIN") return signedOut;
	return message;
}
