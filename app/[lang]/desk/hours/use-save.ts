"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import type { OutsideBooking } from "@/lib/rules/schema";
import { send } from "../../../_ui/send.ts";
import { wordsOf } from "./words-of.ts";

export type SaveState =
	| { at: "idle" | "saving" | "stale" }
	| { at: "saved"; outside: number }
	| { at: "failed"; message: string };
export type Wish = { method: "PUT" | "POST"; path: string; body: object };
type Saved = { outside: OutsideBooking[]; version?: number; schedule?: { version: number } };

/**
 * Saves under the version that was read, so that no one overwrites what they have not seen. `latest` is the version that the
 * page shows; `onFresh` is told when that is another one and nothing was edited here.
 */
export function useSave(latest: number, onFresh: () => void) {
	const [state, setState] = useState<SaveState>({ at: "idle" });
	const [dirty, setDirty] = useState(false);
	const [version, setVersion] = useState(latest);
	const edits = useRef(0);
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();
	const [refreshing, refresh] = useTransition();

	/** Whether it was saved. */
	async function save({ method, path, body }: Wish, under = version): Promise<boolean> {
		if (sending.current) return false;
		sending.current = true;
		setState({ at: "saving" });
		const sent = edits.current;
		const { data, no } = await send<Saved>(path, { ...body, version: under }, { method });
		sending.current = false;
		if (no && no.code !== "STALE") setState({ at: "failed", message: wordsOf(no) });
		else if (no) setState({ at: "stale" });
		else {
			const more = edits.current !== sent;
			setVersion(data.schedule?.version ?? data.version ?? under);
			setDirty(more);
			setState(more ? { at: "idle" } : { at: "saved", outside: data.outside.length });
		}
		// Brings what was saved elsewhere, or all that follows from this.
		if (!no || no.code === "STALE") refresh(() => router.refresh());
		return !no;
	}
	function touch() {
		edits.current++;
		setDirty(true);
		if (!sending.current) setState({ at: "idle" });
	}
	/** The teacher has seen what was saved elsewhere, and the next save may replace it. */
	function catchUp(): number {
		setVersion(latest);
		return latest;
	}
	function settle() {
		catchUp();
		setDirty(false);
		setState({ at: "idle" });
	}
	if (!dirty && latest > version && (state.at === "idle" || state.at === "saved")) {
		setVersion(latest);
		onFresh();
	}
	/** Whether what was saved elsewhere has come. */
	const seen = latest > version;
	// Saved is what can be seen.
	const shown: SaveState = refreshing && state.at === "saved" ? { at: "saving" } : state;
	return { state: shown, dirty, seen, save, touch, catchUp, settle };
}
