import { z } from "zod";
import { BookSlot, Email, Instant, OpeningId, PersonName } from "../bookings/schema.ts";
import { Handle } from "../teachers/schema.ts";

export { OpeningId };

/** A personal link's reference, as in `/opening/<id>#<reference>`. */
export const InvitationRef = z.string().regex(/^[A-Za-z0-9_-]{44}$/, "This link is not complete.");

/** A place's reference, as `POST /api/tickets` gives it. */
export const TicketRef = z.string().regex(/^[A-Za-z0-9_-]{64}$/, "This place is not complete.");

/** `POST /api/invitation-requests`: who may come without being invited asks for a personal link. */
export const AskInvitation = z.strictObject({ opening: OpeningId, email: Email });

/** `POST /api/tickets`: take the place that an invitation is good for. */
export const JoinOpening = z.strictObject({ invitation: InvitationRef });

/** `POST /api/passes`, `POST /api/departures`: come in when it is one's turn, or give the place up. */
export const OneTicket = z.strictObject({ ticket: TicketRef });

/** `POST /api/form-tickets`, `POST /api/form-passes`: the same from a page without a script, to which it then goes back. */
export const FormTicket = z.strictObject({ opening: OpeningId, invitation: InvitationRef });
export const FormPass = z.strictObject({ opening: OpeningId, invitation: InvitationRef, ticket: TicketRef });

/** An opening's public page. */
export type Opening = {
	id: string;
	name: string;
	school: string;
	audience: "anyone" | "invited";
	waitingRoom: boolean;
	bookingsEach: number;
	joinsAt: string;
	opensAt: string;
	closesAt: string | null;
	ended: boolean;
	/** Where most of its teachers are; null without any. */
	timeZone: string | null;
	/** Who comes at the same time, and the SHA-256 of the seed of their draw. */
	groups: { name: string; opensAt: string; commitment: string }[];
	teachers: { handle: string; name: string; subjects: string[] }[];
};

export type OpeningState = "before" | "open" | "paused" | "all_held" | "sold_out" | "ended";

/** How many groups the asker believes to be open: a path of its own, so that no copy is from before it. */
export const Phase = z
	.string()
	.regex(/^(0|1?[1-9]|10|20)$/, "A phase is a number from 0 to 20.")
	.transform(Number);

/** `GET /api/openings/<id>/watch?before=<line>` */
export const WatchFrom = z.object({
	before: z
		.string()
		.regex(/^[1-9]\d{0,14}$/, "A line of the log is a number.")
		.transform(Number)
		.nullable()
		.default(null),
});

/**
 * What `GET /api/openings/<id>/status/<phase>` answers, the same for everybody, once a second. `now` is the server's
 * clock when it was written. `freeSeats` is counted up to 2,000.
 */
export type OpeningStatus = {
	now: string;
	state: OpeningState;
	joinsAt: string;
	closesAt: string | null;
	/** People let in a minute, as it goes now. */
	perMinute: number;
	freeSeats: number | null;
	/** Where they are, by teachers' handles, once there are fewer than 200; null before. */
	freeByTeacher: Record<string, number> | null;
	groups: GroupStatus[];
};

/** A group's draw. The seed is told once the draw is closed; `drawn` tickets are in it, `tail` came after it. */
export type GroupStatus = {
	opensAt: string;
	opensInMs: number;
	commitment: string;
	seed: string | null;
	ticketsHash: string | null;
	drawn: number;
	/** Ranks below it have been called, and numbers of the tail up to `tailServed`. */
	servedBelow: number;
	tail: number;
	tailServed: number;
};

/** One's own place. `now` is the server's clock. */
export type Ticket = {
	/** The reference that shows it is one's own. */
	ticket: string;
	/** The number by which the draw knows it. */
	ticketId: string;
	opening: string;
	group: number;
	joinedAt: string;
	/** Whether it is in the draw; else it comes after it, by `tailNo` once it has one. */
	inDraw: boolean;
	/** Its rank, once the seed is told, by which a browser computes it itself. */
	rank: number | null;
	tailNo: number | null;
	passUntil: string | null;
	/** Whether it has been in already. */
	admitted: boolean;
	left: boolean;
	now: string;
	bookingsEach: number;
	bookings: { ref: string; startsAt: string; teacher: string }[];
};

/** A family that is to be invited; `group` is the place of its group, from 0. */
export const Family = z.strictObject({
	email: Email,
	name: PersonName.nullable(),
	group: z.int().min(0).max(19),
});
export type Family = z.infer<typeof Family>;

/** `POST /api/invitation-previews`: a CSV file's text, read and not yet done. */
export const PreviewFamilies = z.strictObject({ opening: OpeningId, text: z.string().max(2_000_000) });

/** What a preview says of one row; `fault` is what to mend. */
export type FamilyRow = {
	line: number;
	email: string;
	name: string | null;
	group: number | null;
	fault: string | null;
};

/** `POST /api/invitations`: all of them or none. */
export const InviteFamilies = z.strictObject({
	opening: OpeningId,
	families: z.array(Family).min(1, "Nobody is in this list.").max(20_000, "At most 20,000 families."),
});
export type Invited = { added: number; changed: number; kept: number };

/** `POST /api/invitation-mails`, `POST /api/revocations` */
export const OneInvitation = z.strictObject({
	opening: OpeningId,
	invitation: z.uuid("This is not the id of an invitation."),
});

export type Invitation = {
	id: string;
	email: string;
	name: string | null;
	group: number;
	revoked: boolean;
	mailed: "waiting" | "sent" | "failed" | null;
	joinedAt: string | null;
	admittedAt: string | null;
	booked: number;
};

const Group = z.strictObject({
	name: z.string().trim().min(1, "Please name this group.").max(120, "A name has at most 120 characters."),
	opensAt: Instant,
});

/** `PUT /api/openings/<id>`: a new one has version 0 and an id that its form made. Of everything the school has, of one teacher, or of one type. */
export const SaveOpening = z
	.strictObject({
		version: z.int().min(0).max(2_147_483_647),
		name: z.string().trim().min(1, "Please name it.").max(120, "A name has at most 120 characters."),
		teacher: Handle.nullable(),
		type: Handle.nullable(),
		audience: z.enum(["anyone", "invited"]),
		waitingRoom: z.boolean(),
		bookingsEach: z.int().min(1, "At least one.").max(50, "At most fifty."),
		joinsAt: Instant,
		closesAt: Instant.nullable(),
		groups: z.array(Group).min(1, "At least one group.").max(20, "At most twenty groups."),
	})
	.refine(({ teacher, type }) => teacher !== null || type === null, {
		path: ["type"],
		message: "A type belongs to a teacher.",
	})
	.refine(({ groups, joinsAt }) => groups.every(({ opensAt }) => joinsAt <= opensAt), {
		path: ["joinsAt"],
		message: "Places are given before it opens.",
	})
	.refine(({ groups, closesAt }) => !closesAt || groups.every(({ opensAt }) => opensAt < closesAt), {
		path: ["closesAt"],
		message: "It closes after it opens.",
	})
	.refine(({ audience, groups }) => audience === "invited" || groups.length === 1, {
		path: ["groups"],
		message: "Only the invited can come in groups.",
	});
export type SaveOpening = z.infer<typeof SaveOpening>;

/** `POST /api/steerings`; `pace` is people a second for `slow`, null to take the limit away. */
export const SteerOpening = z.strictObject({
	opening: OpeningId,
	act: z.enum(["pause", "resume", "slow", "end", "release"]),
	pace: z.number().min(0.1).max(500).nullable().default(null),
});
export type SteerOpening = z.infer<typeof SteerOpening>;

/** `POST /api/assisted-bookings`: staff book for somebody who cannot. */
export const BookFor = BookSlot.required({ opening: true });
export type BookFor = z.infer<typeof BookFor>;

/** An opening as staff see it. */
export type OwnOpening = {
	id: string;
	name: string;
	audience: "anyone" | "invited";
	waitingRoom: boolean;
	bookingsEach: number;
	joinsAt: string;
	opensAt: string;
	closesAt: string | null;
	version: number;
	pausedAt: string | null;
	endedAt: string | null;
	releasedAt: string | null;
	teacher: string | null;
	type: string | null;
	paceMost: number;
	groups: { name: string; opensAt: string; drawnAt: string | null }[];
};

/** What a staff member's desk opens with. */
export type Office = {
	email: string;
	school: string;
	teachers: { handle: string; name: string; timeZone: string; types: { handle: string; name: string }[] }[];
	openings: OwnOpening[];
};

/** One line of an opening's log. */
export type OpeningEvent = {
	id: number;
	at: string;
	kind: string;
	actor: string | null;
	detail: Record<string, unknown>;
};

/** An opening as staff see it while it runs. `refusals` is how often each code was said; null while nobody can tell. */
export type Watched = {
	opening: OwnOpening;
	status: OpeningStatus;
	invited: number;
	people: { joined: number; left: number; admitted: number; inside: number; waiting: number };
	seats: { held: number; booked: number; cancelled: number };
	pace: { pace: number; paceMost: number; why: string; choosing: number; pacedAt: string | null };
	refusals: Record<string, number> | null;
	log: OpeningEvent[];
};
