"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Ticket } from "@/lib/openings/schema";
import type { ServerClock } from "@/lib/openings/server-clock";
import { type No, send } from "../../../_ui/send.ts";
import { forgetPass, keepPass } from "../../../_ui/stored-pass.ts";
import type { Link } from "./use-link.ts";

export type TicketFlow = ReturnType<typeof useTicket>;

/** One's own place: taken by the personal link, looked at, let in, given up. */
export function useTicket({ ref, setLeft }: Link, clock: ServerClock) {
	const [ticket, setTicket] = useState<Ticket>();
	const [no, setNo] = useState<No>();
	const [busy, setBusy] = useState<"joining" | "entering" | "leaving">();
	/** Whether this browser has been given the pass by this page. */
	const [inside, setInside] = useState(false);
	const working = useRef(false);
	const mine = useRef(ref);

	useEffect(() => {
		if (mine.current === ref) return;
		mine.current = ref;
		setTicket(undefined);
		setNo(undefined);
		setInside(false);
	}, [ref]);

	const post = useCallback(
		async (what: NonNullable<typeof busy>, path: string, body: object): Promise<boolean> => {
			if (working.current) return false;
			working.current = true;
			setBusy(what);
			const sent = performance.now();
			const answer = await send<Ticket>(path, body, { tries: 3 });
			working.current = false;
			setBusy(undefined);
			setNo(answer.no);
			if (answer.no || what === "leaving") return !answer.no;
			clock.hearOwn({ sent, received: performance.now(), now: answer.data.now });
			setTicket(answer.data);
			remember(answer.data);
			return true;
		},
		[clock],
	);

	const join = useCallback(async () => {
		if (ref && (await post("joining", "/api/tickets", { invitation: ref }))) setLeft(false);
	}, [post, ref, setLeft]);

	const mark = ticket?.ticket;
	const enter = useCallback(async () => {
		if (mark && (await post("entering", "/api/passes", { ticket: mark }))) setInside(true);
	}, [post, mark]);

	const leave = useCallback(async () => {
		if (!mark || !(await post("leaving", "/api/departures", { ticket: mark }))) return;
		setInside(false);
		if (ticket) forgetPass(ticket.opening);
		setLeft(true);
		setTicket((known) => known && { ...known, left: true });
	}, [post, mark, setLeft, ticket]);

	/** What became of it meanwhile: its number, or bookings made in another tab. */
	const look = useCallback(async () => {
		if (!mark || working.current) return;
		const sent = performance.now();
		const response = await fetch(`/api/tickets/${mark}`, { signal: AbortSignal.timeout(8_000) });
		if (!response.ok || working.current) return;
		const found: Ticket = await response.json();
		clock.hearOwn({ sent, received: performance.now(), now: found.now });
		setTicket(found);
		remember(found);
	}, [mark, clock]);

	return { ticket, no, busy, inside, join, enter, leave, look };
}

/**
 * The times of its teachers look for what is held by what is kept here: also where the minutes are over, since a hold outlives
 * them. Who never had a turn, or gave it up, is remembered by nothing.
 */
function remember(ticket: Ticket): void {
	if (ticket.passUntil && !ticket.left) keepPass(ticket);
}
