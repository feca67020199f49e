import type { Place } from "@/lib/openings/place";
import type { Opening, OpeningStatus, Ticket } from "@/lib/openings/schema";
import type { No } from "../../../_ui/send.ts";

/** Where somebody stands in an opening, and so what they are shown. */
export type View =
	| { at: "loading" }
	/** Came without a personal link. */
	| { at: "strange"; may: "ask" | "come" | "search" }
	| { at: "invalid" }
	| { at: "revoked" }
	| { at: "early"; opens: number }
	| { at: "joining"; trouble?: No }
	| { at: "left" }
	| { at: "bell"; opens: number }
	| { at: "drawing" }
	| { at: "queue"; place: Place; why: "waiting" | "paused" | "all_held" }
	| { at: "entering"; trouble?: No }
	| { at: "inside"; until: number }
	| { at: "lapsed" }
	| { at: "done" }
	| { at: "sold_out" }
	| { at: "ended" }
	| { at: "released" };

export type ViewAt<At extends View["at"]> = Extract<View, { at: At }>;

export type Known = {
	opening: Opening;
	link: string | null | undefined;
	/** What follows the # in the address was cut off. */
	broken: boolean;
	leftHere: boolean;
	status: OpeningStatus | undefined;
	now: number | undefined;
	ticket: Ticket | undefined;
	place: Place | undefined;
	no: No | undefined;
	inside: boolean;
};

/** The server's words decide; this only tells them apart. */
export function viewOf(known: Known): View {
	const { opening, link, status, now, ticket } = known;
	if (link === undefined || !status || now === undefined) return { at: "loading" };
	if (known.broken) return { at: "invalid" };
	if (link === null) return withoutLink(opening, status, now);
	if (!ticket) return withoutTicket(known, status, now);
	if (ticket.opening !== opening.id) return { at: "invalid" };
	const over = overBy(status);
	if (ticket.left) return over ?? { at: "left" };
	if (ticket.bookings.length >= ticket.bookingsEach) return { at: "done" };
	if (over) return over;
	if (known.no?.code === "NTFND") return { at: "revoked" };
	return withTicket(known, status, now, ticket);
}

function overBy({ state }: OpeningStatus): View | undefined {
	return state === "ended" || state === "released" ? { at: state } : undefined;
}

function withoutLink({ audience, waitingRoom }: Opening, status: OpeningStatus, now: number): View {
	const over = overBy(status);
	if (over) return over;
	if (audience === "invited") return { at: "strange", may: "search" };
	if (waitingRoom) return { at: "strange", may: "ask" };
	const opens = Date.parse(status.groups[0]?.opensAt ?? "");
	return now < opens ? { at: "bell", opens } : { at: "strange", may: "come" };
}

function withoutTicket({ no, leftHere }: Known, status: OpeningStatus, now: number): View {
	if (no?.code === "NTFND" || no?.code === "INVAL") return { at: "invalid" };
	const over = overBy(status);
	if (over) return over;
	if (leftHere) return { at: "left" };
	const opens = Date.parse(status.joinsAt);
	if (now < opens) return { at: "early", opens };
	return { at: "joining", ...(no && no.code !== "CLOSD" && { trouble: no }) };
}

function withTicket(known: Known, { state, groups }: OpeningStatus, now: number, ticket: Ticket): View {
	const opens = Date.parse(groups[ticket.group]?.opensAt ?? "");
	const until = Date.parse(ticket.passUntil ?? "");
	if (now < opens) return { at: "bell", opens };
	if (known.inside && now < until) return { at: "inside", until };
	if (state === "sold_out") return { at: "sold_out" };
	if (ticket.admitted && !(now < until)) return { at: "lapsed" };
	if (!known.opening.waitingRoom || known.place?.turn)
		return { at: "entering", ...(known.no && known.no.code !== "QUEUE" && { trouble: known.no }) };
	if (!known.place) return { at: "drawing" };
	const why = state === "paused" || state === "all_held" ? state : "waiting";
	return { at: "queue", place: known.place, why };
}
