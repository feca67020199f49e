"use client";

import { useEffect, useRef, useState } from "react";
import type { Edit } from "./edits.ts";
import type { Outcome } from "./use-calendar.ts";

/** What happened last: how it is said, and what can be done about it. */
export type Told = {
	what: "done" | "undone" | "redone" | "stale" | "refused";
	edit: Edit;
	message: string;
	outside: number;
	/** Whether it was to take something back. */
	isUndo: boolean;
};

type Step = { edit: Edit; undo: Edit; words: string };

/** Carries edits out, and takes them back and does them again, in order. */
export function useHistory(carryOut: (edit: Edit) => Promise<Outcome>) {
	const past = useRef<Step[]>([]);
	const future = useRef<Step[]>([]);
	const [told, setTold] = useState<Told>();
	const [, redraw] = useState(0);
	const running = useRef<Promise<unknown>>(Promise.resolve());

	function run(...asked: Parameters<typeof attempt>) {
		const work = attempt(...asked);
		running.current = Promise.allSettled([running.current, work]);
		return work;
	}
	async function attempt(
		edit: Edit,
		words: string,
		what: Told["what"],
		keep: (undo: Edit | undefined) => void,
		/** Whoever asks says a no themselves. */
		isQuiet = false,
	) {
		const outcome = await carryOut(edit);
		const isUndo = what === "undone";
		const { no } = outcome;
		// An absence that is there no more was changed, too, and can be saved all the same.
		const isStale = no?.code === "STALE" || (no?.code === "NTFND" && edit.kind === "absence");
		if (!no) {
			keep(outcome.undo);
			setTold({ what, edit, message: words, outside: outcome.outside, isUndo });
		} else if (!isQuiet) {
			const message = Object.values(no.fields ?? {})[0] ?? no.message;
			const told = isStale
				? ({ what: "stale", message: words } as const)
				: { what: "refused" as const, message };
			setTold({ ...told, edit, outside: 0, isUndo });
		}
		redraw((n) => n + 1);
		return { no, again: no !== undefined && !isStale };
	}
	function change(edit: Edit, words: string, isQuiet = false) {
		const keep = (undo: Edit | undefined) => {
			if (undo) past.current.push({ edit, undo, words });
			future.current = [];
		};
		return run(edit, words, "done", keep, isQuiet);
	}
	async function undo() {
		// What is still on its way is what was done last.
		await running.current;
		const step = past.current.pop();
		if (!step) return;
		const { again } = await run(step.undo, step.words, "undone", () => future.current.push(step));
		// What was changed elsewhere since is no step of here any more: it stands in nobody's way who undoes more.
		if (again) past.current.push(step);
	}
	async function redo() {
		await running.current;
		const step = future.current.pop();
		if (!step) return;
		const { again } = await run(step.edit, step.words, "redone", () => past.current.push(step));
		if (again) future.current.push(step);
	}
	useKeys(undo, redo);
	return {
		told,
		change,
		undo: past.current.length > 0 ? undo : undefined,
		redo: future.current.length > 0 ? redo : undefined,
		settle: () => setTold(undefined),
	};
}

/** Ctrl+Z and Ctrl+Shift+Z or Ctrl+Y, wherever nobody types: there they belong to what is typed. */
function useKeys(undo: () => void, redo: () => void) {
	const latest = useRef({ undo, redo });
	latest.current = { undo, redo };
	useEffect(() => {
		function press(event: KeyboardEvent) {
			const key = event.key.toLowerCase();
			if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
			if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
			event.preventDefault();
			if (key === "y" || event.shiftKey) latest.current.redo();
			else latest.current.undo();
		}
		addEventListener("keydown", press);
		return () => removeEventListener("keydown", press);
	}, []);
}
