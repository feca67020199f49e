"use client";

import { useEffect, useRef, useState } from "react";
import { placeOf, rankOf } from "@/lib/openings/place";
import type { Opening, OpeningStatus, Ticket } from "@/lib/openings/schema";
import { ServerClock } from "@/lib/openings/server-clock";
import type { No } from "../../../_ui/send.ts";
import { useServerNow } from "../../../_ui/use-server-now.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { useLink } from "./use-link.ts";
import { useStatus } from "./use-status.ts";
import { type TicketFlow, useTicket } from "./use-ticket.ts";
import { useVisible } from "./use-visible.ts";
import { type View, type ViewAt, viewOf } from "./view.ts";

export type Room = TicketFlow & {
	view: View;
	status: OpeningStatus | undefined;
	now: number;
	/** What follows the # in the address was cut off. */
	broken: boolean;
	failing: boolean;
};

/** What is shown to somebody who stands at one of these. */
export type InRoom<At extends View["at"]> = {
	view: ViewAt<At>;
	room: Room;
	opening: Opening;
	viewer: Viewer;
};

const minute = 60_000;

/** All that happens by itself to somebody in an opening: joining, waiting, being drawn, coming in. */
export function useRoom(opening: Opening, given?: string): Room {
	const [clock] = useState(() => new ServerClock());
	const link = useLink(opening.id, given);
	const flow = useTicket(link, clock);
	const { ticket } = flow;
	const keen = (status: OpeningStatus | undefined, now: number) => isKeen(opening, status, ticket, now);
	const { status, failing } = useStatus({ opening: opening.id, clock, groups: opening.groups, keen });
	const instants = [status?.joinsAt ?? opening.joinsAt, ...(status?.groups ?? opening.groups).map(opensAt)];
	const now = useServerNow(clock, instants.map(Date.parse));
	const rank = useRank(status?.groups[ticket?.group ?? 0]?.seed, ticket);
	const place = status && ticket && placeOf(status, ticket, rank);
	const view = viewOf({
		opening,
		link: link.ref,
		broken: link.broken,
		leftHere: link.left,
		status,
		now,
		ticket,
		place,
		no: flow.no,
		inside: flow.inside,
	});
	useJoining(view, flow);
	useEntering(view, flow);
	useLooking(view, flow);
	return { ...flow, view, status, now: now ?? 0, broken: link.broken, failing };
}

const opensAt = ({ opensAt }: { opensAt: string }) => opensAt;

/** With a place, from two minutes before one's group opens until one is in. */
function isKeen(
	opening: Opening,
	status: OpeningStatus | undefined,
	ticket: Ticket | undefined,
	now: number,
) {
	if (!status || !ticket || ticket.left || !opening.waitingRoom) return false;
	if (ticket.bookings.length >= ticket.bookingsEach) return false;
	if (["ended", "released", "sold_out"].includes(status.state)) return false;
	return now > Date.parse(status.groups[ticket.group]?.opensAt ?? "") - 2 * minute;
}

function useRank(seed: string | null | undefined, ticket: Ticket | undefined): number | undefined {
	const [known, setKnown] = useState<{ of: string; rank: number }>();
	const id = ticket?.inDraw ? ticket.ticketId : undefined;
	useEffect(() => {
		if (!seed || !id || !canCompute()) return;
		let current = true;
		rankOf(seed, id).then((rank) => current && setKnown({ of: seed + id, rank }));
		return () => {
			current = false;
		};
	}, [seed, id]);
	// Without https a browser has nothing to compute it with, and believes the server.
	if (seed && id && !canCompute()) return ticket?.rank ?? undefined;
	return seed && id && known?.of === seed + id ? known.rank : undefined;
}

function canCompute(): boolean {
	return typeof crypto !== "undefined" && crypto.subtle !== undefined;
}

/** Who waited for it comes within some seconds of the others, and not all in one; it makes no difference to the draw. */
function useJoining({ at }: View, { no, join }: TicketFlow) {
	const early = useRef(false);
	useEffect(() => {
		if (at === "early") early.current = true;
		if (at !== "joining") return;
		const timer = setTimeout(join, no ? patience(no) : early.current ? Math.random() * 5_000 : 0);
		return () => clearTimeout(timer);
	}, [at, no, join]);
}

/** Whose turn comes while they are elsewhere keeps it, and the minutes begin when they look. */
function useEntering({ at }: View, { no, enter }: TicketFlow) {
	const visible = useVisible();
	useEffect(() => {
		if (at !== "entering" || !visible) return;
		const timer = setTimeout(enter, no ? patience(no) : Math.random() * 200);
		return () => clearTimeout(timer);
	}, [at, no, visible, enter]);
}

/** Looks what became of the place: each second for a number behind the draw, else when somebody comes back to the page. */
function useLooking({ at }: View, { ticket, look }: TicketFlow) {
	const visible = useVisible();
	const unnumbered = at === "drawing" && (ticket?.inDraw === false || !canCompute());
	useEffect(() => {
		const again = () => document.visibilityState === "visible" && void look().catch(() => {});
		// The first time it is shown there is nothing to catch up with.
		const shown = (event: PageTransitionEvent) => event.persisted !== false && again();
		document.addEventListener("visibilitychange", again);
		addEventListener("pageshow", shown);
		return () => {
			document.removeEventListener("visibilitychange", again);
			removeEventListener("pageshow", shown);
		};
	}, [look]);
	useEffect(() => {
		if (!unnumbered || !visible) return;
		const timer = setInterval(() => look().catch(() => {}), 900 + Math.random() * 200);
		return () => clearInterval(timer);
	}, [unnumbered, visible, look]);
}

/** Milliseconds until another try. */
function patience({ code, retryAfter = 0 }: No): number {
	const least = code === "QUEUE" || code === "CLOSD" ? 1_000 : 5_000;
	return Math.max(least, retryAfter * 1_000) * (1 + Math.random() / 2);
}
