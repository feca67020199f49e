"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Ticket } from "@/lib/openings/schema";
import { keepPass, type StoredPass } from "../../../_ui/stored-pass.ts";
import { keepHold, keptHold, type LeftHold, useKeptHold } from "./kept-hold.ts";

export type LeftHolds = ReturnType<typeof useLeftHolds>;

/**
 * What is held for this person and has no form any more: by this tab, as it remembers, and by their place in an opening, on
 * whatever device. That is asked for where the turn was told of one, and by `ask` where one is in the way; all others cost nobody a question.
 */
export function useLeftHolds(pass: StoredPass | undefined) {
	const kept = useKeptHold();
	const [found, setFound] = useState<LeftHold[]>([]);
	const { ticket, held = 0 } = pass ?? {};

	const ask = useCallback(async () => {
		if (!ticket) return;
		const answer = await fetch(`/api/tickets/${ticket}`, { signal: AbortSignal.timeout(8_000) });
		if (!answer.ok) return;
		const place: Ticket = await answer.json();
		keepPass(place);
		setFound(place.holds.map((held) => leftBy(held, place.now)));
	}, [ticket]);

	// Each answer tells anew until when: that is no reason to ask once more.
	const asked = useRef(false);
	useEffect(() => {
		const isHeld = held > Date.now();
		if (isHeld && !asked.current) ask().catch(() => {});
		asked.current = isHeld;
	}, [held, ask]);

	/** It is no more. */
	const forget = useCallback((hold: string) => {
		if (keptHold()?.hold.hold === hold) keepHold(null);
		setFound((known) => known.filter((each) => each.hold.hold !== hold));
	}, []);

	const all = kept ? [kept, ...found.filter(({ hold }) => hold.hold !== kept.hold.hold)] : found;
	const now = useEachEnd(all);
	return { holds: all.filter(({ until }) => until > now), kept, ask, forget };
}

function leftBy({ teacher, handle, type, ...hold }: Ticket["holds"][number], now: string): LeftHold {
	const until = Date.now() + Date.parse(hold.heldUntil) - Date.parse(now);
	return { hold, whom: teacher, path: `/t/${handle}`, type, until };
}

/** The time, anew as each of them ends. */
function useEachEnd(holds: LeftHold[]): number {
	const [now, setNow] = useState(0);
	const next = Math.min(...holds.map(({ until }) => until).filter((until) => until > now));
	useEffect(() => {
		if (!Number.isFinite(next)) return;
		const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()) + 50);
		return () => clearTimeout(timer);
	}, [next]);
	return now;
}
