"use client";

import type { Ticket } from "@/lib/openings/schema";
import { useStored, writeStored } from "./use-stored.ts";

/**
 * A turn in an opening, as this browser remembers it, and until when its place holds a time, where it did as the turn was told. The
 * pass itself is a cookie that no script reads.
 */
export type StoredPass = { ticket: string; until: number; held?: number };

const place = (opening: string) => `firstbell:pass:${opening}`;

/** Remembers how long a pass holds, by this device's clock, however wrong that is. */
export function keepPass({ opening, ticket, passUntil, holds, now }: Ticket): void {
	const here = (at: string) => Date.now() + Date.parse(at) - Date.parse(now);
	const held = holds.length > 0 && { held: Math.max(...holds.map(({ heldUntil }) => here(heldUntil))) };
	const pass = passUntil && ({ ticket, until: here(passUntil), ...held } satisfies StoredPass);
	writeStored(place(opening), pass ? JSON.stringify(pass) : null);
}

export function forgetPass(opening: string): void {
	writeStored(place(opening), null);
}

export function useStoredPass(opening: string): StoredPass | undefined {
	const [text] = useStored(place(opening));
	try {
		const { ticket, until, held } = JSON.parse(text ?? "");
		if (typeof ticket !== "string" || typeof until !== "number") return undefined;
		return { ticket, until, ...(typeof held === "number" && { held }) };
	} catch {
		return undefined;
	}
}
