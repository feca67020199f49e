"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type { OutsideBooking } from "@/lib/rules/schema";
import { send } from "../../../_ui/send.ts";
import { wordsOf } from "./words-of.ts";

/** What is to be saved, and what there was before, which takes it back; undefined where nothing can. */
export type Change<What> = { to: What; from: What | undefined };
/** Whether it was asked for by a form, or takes back what that saved, or does it again. */
export type Way = "done" | "undone" | "redone";
/** What was saved last, under the version that the save gave: where another desk has saved since, it is not taken back. */
export type Step<What> = Change<What> & { version: number; way: Way };
export type SaveState<What = unknown> =
	| { at: "idle" }
	| { at: "saving"; way: Way }
	| { at: "stale"; way: Way; change: Change<What> }
	| { at: "saved"; outside: number }
	| { at: "failed"; message: string };
export const notDone: Record<Way, string> = { done: "", undone: "Not undone.", redone: "Not done again." };
export type Wish = { method: "PUT" | "POST"; path: string; body: object };
/** What is there no more has no version, and is made anew under 0. */
export type Saved = { outside: OutsideBooking[]; version?: number; schedule?: { version: number } };
const idle: SaveState<never> = { at: "idle" };
type How<What> = {
	wishOf: (what: What) => Wish;
	/** `more` where something was edited while it was on its way. */
	onSaved?: (what: What, way: Way, more: boolean) => void;
	/** The page shows another one, and nothing was edited here. */
	onFresh?: () => void;
};

/**
 * Saves under the version that was read, so that no one overwrites what they have not seen, and takes what was saved back in the
 * same way, as long as nobody edits here or leaves the page. `latest` is the version that the page shows.
 */
export function useSave<What>(latest: number, { wishOf, onSaved, onFresh }: How<What>) {
	const [state, setState] = useState<SaveState<What>>(idle);
	const [step, setStep] = useState<Step<What>>();
	const [dirty, setDirty] = useState(false);
	const [version, setVersion] = useState(latest);
	const edits = useRef(0);
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();
	const [refreshing, refresh] = useTransition();

	/** Whether it was saved. */
	async function save(change: Change<What>, under = version, way: Way = "done"): Promise<boolean> {
		if (sending.current) return false;
		sending.current = true;
		if (way === "done") setStep(undefined);
		setState({ at: "saving", way });
		const sent = edits.current;
		const { method, path, body } = wishOf(change.to);
		const { data, no } = await send<Saved>(path, { ...body, version: under }, { method });
		sending.current = false;
		if (!no) done(change, data, way, edits.current !== sent);
		else if (no.code === "STALE") {
			setStep(undefined);
			setState({ at: "stale", way, change });
		} else {
			setState({ at: "failed", message: `${notDone[way]} ${wordsOf(no)}`.trim() });
			if (no.code === "NTFND") setStep(undefined);
		}
		// Brings what was saved elsewhere.
		if (no?.code === "STALE" || no?.code === "NTFND") refresh(() => router.refresh());
		return !no;
	}
	/** Also for who has saved by themselves, as a dialog does. */
	function done(
		change: Change<What>,
		{ version, schedule, outside }: Saved,
		way: Way = "done",
		more = false,
	) {
		const now = schedule?.version ?? version ?? 0;
		setVersion(now);
		setDirty(more);
		setStep(more || change.from === undefined ? undefined : { ...change, version: now, way });
		setState(more ? idle : { at: "saved", outside: outside.length });
		onSaved?.(change.to, way, more);
		// Brings all that follows from this.
		refresh(() => router.refresh());
	}
	function turn() {
		const { to: from, from: to, version = 0, way } = step ?? {};
		if (to !== undefined) void save({ to, from }, version, way === "undone" ? "redone" : "undone");
	}
	/** What came of the last save is not news any more, nor taken back. */
	function forget() {
		setStep(undefined);
		if (!sending.current) setState(idle);
	}
	function touch() {
		edits.current++;
		setDirty(true);
		forget();
	}
	/** The teacher has seen what was saved elsewhere, and what they wanted may replace it: `from` is what there is now. */
	function replace(change: Change<What>): void {
		setVersion(latest);
		void save(change, latest, state.at === "stale" ? state.way : "done");
	}
	function settle() {
		setVersion(latest);
		setDirty(false);
		forget();
	}
	// A page that was left is kept as it was: who comes back has other things in mind than what they saved then.
	useEffect(
		() => () => {
			setStep(undefined);
			setState((before) => (before.at === "saved" ? idle : before));
		},
		[],
	);
	if (!dirty && latest > version && (state.at === "idle" || state.at === "saved")) {
		setVersion(latest);
		// What was saved here is not what is shown now.
		setStep(undefined);
		setState(idle);
		onFresh?.();
	}
	/** Whether what was saved elsewhere has come. */
	const seen = latest > version;
	// Saved is what can be seen.
	const shown: SaveState<What> =
		refreshing && state.at === "saved" ? { at: "saving", way: step?.way ?? "done" } : state;
	return { state: shown, step, dirty, seen, save, done, turn, touch, forget, replace, settle };
}
