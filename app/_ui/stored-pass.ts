"use client";

import type { Ticket } from "@/lib/openings/schema";
import { useStored, writeStored } from "./use-stored.ts";

/** A turn in an opening, as this browser remembers it. The pass itself is a cookie that no script reads. */
export type StoredPass = { ticket: string; until: number };

const place = (opening: string) => `firstbell:pass:${opening}`;

/** Remembers how long a pass holds, by this device's clock, however wrong that is. */
export function keepPass({ opening, ticket, passUntil, now }: Ticket): void {
	const until = passUntil && Date.now() + Date.parse(passUntil) - Date.parse(now);
	writeStored(place(opening), until ? JSON.stringify({ ticket, until } satisfies StoredPass) : null);
}

export function forgetPass(opening: string): void {
	writeStored(place(opening), null);
}

export function useStoredPass(opening: string): StoredPass | undefined {
	const [text] = useStored(place(opening));
	try {
		const { ticket, until } = JSON.parse(text ?? "");
		return typeof ticket === "string" && typeof until === "number" ? { ticket, until } : undefined;
	} catch {
		return undefined;
	}
}
