"use client";

import { useRef, useState } from "react";
import useSWR from "swr";
import type { Calendar } from "@/lib/desk/calendar-schema";
import type { OutsideBooking } from "@/lib/rules/schema";
import { addDays, type Day } from "@/lib/time";
import { type Answer, type No, send } from "../../../_ui/send.ts";
import { type Edit, edited, isOutdated, undoOf, wishOf } from "./edits.ts";

/** What came of an edit: `undo` takes it back, `outside` is how many bookings lie outside the hours now. */
export type Outcome = { no?: undefined; undo: Edit | undefined; outside: number } | { no: No };

/**
 * Some days of the teacher's calendar. An edit shows at once and goes to the server one after the other, each with what the
 * server said last; a refused one is gone again, and what there is now is read anew.
 */
export function useCalendar(days: readonly Day[]) {
	const range = [days[0] ?? "", addDays(days.at(-1) ?? "", 1)] as const;
	const { data, error, mutate } = useSWR(["desk-calendar", ...range] as const, readCalendar, {
		refreshInterval: 60_000,
		dedupingInterval: 500,
	});
	const [pending, setPending] = useState<Edit[]>([]);
	const known = useRef(data);
	if (data) known.current = data;
	const line = useRef<Promise<unknown>>(Promise.resolve());
	/** The versions of absences that were saved here. */
	const own = useRef(new Map<string, number>());

	function carryOut(edit: Edit): Promise<Outcome> {
		setPending((all) => [...all, edit]);
		const turn = line.current.then(async () => {
			const before = known.current;
			try {
				return before ? await ask(before, edit, own.current) : { no: gone };
			} finally {
				// Also after a no: what was refused was asked of what is old.
				known.current = (await mutate().catch(() => undefined)) ?? known.current;
				setPending((all) => all.filter((each) => each !== edit));
			}
		});
		// Whoever asked for what broke hears of it, and the next one has its turn.
		line.current = turn.catch(() => undefined);
		return turn;
	}
	return { calendar: data && pending.reduce(edited, data), failed: error !== undefined, mutate, carryOut };
}

async function ask(before: Calendar, edit: Edit, own: Map<string, number>): Promise<Outcome> {
	// It was read again since the form was opened or the drag began: the version of now would hide what changed.
	if (isOutdated(before, edit)) return { no: changed };
	const absence = edit.kind === "absence" ? edit.absence.id : edit.kind === "presence" ? edit.absence : "";
	const wish = wishOf(before, edit, own.get(absence));
	if (!wish) return { no: gone };
	const { path, body, method } = wish;
	const answer: Answer<Saved> = await send(path, body, { method });
	if (answer.no) return { no: answer.no };
	if (answer.data.version !== undefined) own.set(absence, answer.data.version);
	return { undo: undoOf(before, edit), outside: answer.data.outside?.length ?? 0 };
}

/** Where a booking moves, nothing else lies otherwise by that. */
type Saved = { outside?: OutsideBooking[]; version?: number };

const changed: No = { code: "STALE", message: "This was changed somewhere else meanwhile." };
const gone: No = { code: "NTFND", message: "These hours are not there any more." };

async function readCalendar([, from, until]: readonly [string, Day, Day]): Promise<Calendar> {
	const response = await fetch(`/api/desk-calendar?from=${from}&until=${until}`, {
		signal: AbortSignal.timeout(10_000),
	});
	if (!response.ok) throw new Error(`The calendar did not come: ${response.status}.`);
	return response.json();
}
