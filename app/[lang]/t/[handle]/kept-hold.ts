"use client";

import { useEffect, useState } from "react";
import { readStored, useStored, writeStored } from "../../../_ui/use-stored.ts";
import type { HostHold } from "./claim.ts";

/** A hold that no form is open for: with whom, on which board, and until when by this device's clock. */
export type LeftHold = { hold: HostHold; whom: string; path: string; type: string; until: number };

// Of this tab alone: one that was discarded, or whose browser was killed, gave nothing back, and has this still. But so has a
// tab that is made as a copy of one whose form is open: that is told by a lock, which ends with its page however that ends.
const place = "firstbell:hold";
const lockOf = (hold: string) => `${place}:${hold}`;

/** Remembers the hold whose form is open; null forgets it. */
export function keepHold(hold: LeftHold | null): void {
	writeStored(place, hold && JSON.stringify(hold), "tab");
}

export function keptHold(): LeftHold | undefined {
	return read(readStored(place, "tab"));
}

/** The one that this tab was left with: whose form is open in no other. Where a browser cannot tell, it may be. */
export function useKeptHold(): LeftHold | undefined {
	const kept = read(useStored(place, "tab")[0]);
	const [left, setLeft] = useState<string>();
	// What is kept later on has its form here.
	useEffect(() => {
		const hold = keptHold()?.hold.hold;
		if (!hold) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const look = async (again: boolean) => {
			if (await isLeft(hold)) setLeft(hold);
			// The page that was here a moment ago may still be going.
			else if (again) timer = setTimeout(look, 1_000, false);
		};
		void look(true);
		return () => clearTimeout(timer);
	}, []);
	return kept?.hold.hold === left ? kept : undefined;
}

/** Whether it is certain of what was left that no other tab has its form. Without TLS there are no locks. */
export const canTell = () => navigator.locks !== undefined;

async function isLeft(hold: string): Promise<boolean> {
	if (!canTell()) return true;
	return navigator.locks.request(lockOf(hold), { ifAvailable: true }, Boolean).catch(() => false);
}

/** Tells the other tabs that the form of this hold is open here, for as long as it is. */
export function useFormLock(hold: string | undefined): void {
	useEffect(() => {
		if (!hold || !canTell()) return;
		let close = () => {};
		const closed = new Promise<void>((resolve) => {
			close = resolve;
		});
		navigator.locks.request(lockOf(hold), () => closed).catch(() => {});
		return close;
	}, [hold]);
}

function read(text: string | null): LeftHold | undefined {
	try {
		const kept: LeftHold = JSON.parse(text ?? "");
		return typeof kept.hold.hold === "string" && kept.until > Date.now() ? kept : undefined;
	} catch {
		return undefined;
	}
}
