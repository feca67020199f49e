"use client";

import { readStored, useStored, writeStored } from "../../../_ui/use-stored.ts";
import type { HostHold } from "./claim.ts";

/** A hold that no form is open for: with whom, on which board, and until when by this device's clock. */
export type LeftHold = { hold: HostHold; whom: string; path: string; type: string; until: number };

// Of this tab alone: one that was discarded, or whose browser was killed, gave nothing back, and has this still.
const place = "firstbell:hold";

/** Remembers the hold whose form is open; null forgets it. */
export function keepHold(hold: LeftHold | null): void {
	writeStored(place, hold && JSON.stringify(hold), "tab");
}

export function keptHold(): LeftHold | undefined {
	return read(readStored(place, "tab"));
}

export function useKeptHold(): LeftHold | undefined {
	return read(useStored(place, "tab")[0]);
}

function read(text: string | null): LeftHold | undefined {
	try {
		const kept: LeftHold = JSON.parse(text ?? "");
		return typeof kept.hold.hold === "string" && kept.until > Date.now() ? kept : undefined;
	} catch {
		return undefined;
	}
}
