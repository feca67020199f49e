import { z } from "zod";
import { Email, Instant, OpeningId, PersonName } from "../bookings/field-schema.ts";
import { BookSlot } from "../bookings/schema.ts";
import type { Desk } from "../desk/schema.ts";
import { type Language, languages } from "../languages/languages.js";
import type { OpeningStatus } from "../openings/schema.ts";
import { Handle } from "../teachers/schema.ts";

/** A family that is to be invited; `group` is the place of its group, from 0. */
export const Family = z.strictObject({
	email: Email,
	name: PersonName.nullable(),
	group: z.int().min(0).max(19),
	/** Of the mail; where nobody says one, that of who asks. */
	language: z.enum(languages).optional(),
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
	/** Where the file says one. */
	language?: Language;
	fault: string | null;
};

/** `POST /api/erasures`: whose bookings at one's school name nobody from now on. */
export const EraseBooker = z.strictObject({ email: Email });

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
	language: Language;
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
	schoolHandle: string;
	teachers: {
		handle: string;
		name: string;
		timeZone: string;
		subjects: string[];
		types: { handle: string; name: string }[];
	}[];
	openings: OwnOpening[];
	/** What waits for an answer of any of its teachers. */
	requests: Desk["requests"];
};

/** `GET /api/openings/<id>/watch?before=<line>` */
export const WatchFrom = z.object({
	before: z
		.string()
		.regex(/^[1-9]\d{0,14}$/, "A line of the log is a number.")
		.transform(Number)
		.nullable()
		.default(null),
});

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
