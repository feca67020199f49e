"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import type { OwnOpening, SaveOpening } from "@/lib/office/schema";
import { type No, newKey, send } from "../../_ui/send.ts";
import { useWarnUnsaved } from "../../_ui/use-warn-unsaved.ts";
import { signedOut, unheard } from "../../_ui/wait.ts";
import type { Draft, Errors } from "./opening-draft.ts";

type State = { at: "idle" | "saving" | "stale" } | { at: "failed"; message: string };

/**
 * Saves an opening under an id that is made here, so that a request whose answer was lost is asked again and makes no
 * second one; and under the version it was read with, so that no one overwrites what they have not seen.
 */
export function useSaveOpening(saved: OwnOpening | null, onFresh: () => void) {
	const [state, setState] = useState<State>({ at: "idle" });
	const [errors, setErrors] = useState<Errors>({});
	/** How often it was told what to mend. */
	const [told, setTold] = useState(0);
	const [dirty, setDirty] = useState(false);
	const [leaving, leave] = useTransition();
	const id = useRef(saved?.id);
	const [version, setVersion] = useState(saved?.version ?? 0);
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();

	useWarnUnsaved(dirty);

	async function save(wish: SaveOpening) {
		if (sending.current) return;
		sending.current = true;
		setState({ at: "saving" });
		setErrors({});
		id.current ??= newKey();
		const answer = await send<OwnOpening>(`/api/openings/${id.current}`, wish, { method: "PUT" });
		sending.current = false;
		if (answer.data) {
			const made = answer.data.id;
			setDirty(false);
			leave(() => {
				router.push(`/desk/openings/${made}`);
				router.refresh();
				// A page that was left is kept as it was: who comes back to this one wants another opening.
				if (saved) return;
				id.current = undefined;
				onFresh();
			});
			return;
		}
		if (answer.no.code === "STALE" && saved) {
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
		setErrors((before) => without(before, edited));
		setDirty(true);
		if (!sending.current) setState({ at: "idle" });
	}
	/** What was saved elsewhere was seen, and the next save may replace it. */
	function catchUp(): number {
		const latest = saved?.version ?? 0;
		setVersion(latest);
		setState({ at: "idle" });
		return latest;
	}
	// And who comes back to an opening that was saved since wants it as it is.
	if (saved && !dirty && state.at === "idle" && saved.version > version) {
		setVersion(saved.version);
		onFresh();
	}
	const busy = state.at === "saving" || leaving;
	const seen = (saved?.version ?? 0) > version;
	return { state, errors, told, tell, dirty, setDirty, busy, version, seen, save, touch, catchUp };
}

const paths: Partial<Record<keyof Draft, string>> = { joins: "joinsAt", closes: "closesAt" };

/** The same object where nothing of it goes, so that nobody hears of it. */
function without(errors: Errors, edited: (keyof Draft)[]): Errors {
	const kept = Object.entries(errors).filter(
		([path]) => !edited.some((key) => path.split(".")[0] === (paths[key] ?? key)),
	);
	return kept.length === Object.keys(errors).length ? errors : Object.fromEntries(kept);
}

function wordsOf({ code, message, later }: No): string {
	if (code === "UNSURE") return unheard("saving twice is the same as once", later);
	// All that a form can send and only the database can refuse.
	if (code === "INVAL") return "A group that has families in it cannot be taken away. Please put it back.";
	if (code === "STALE") return "It is made already, and was changed since. You find it among your openings.";
	if (code === "SIGIN") return signedOut;
	return message;
}
