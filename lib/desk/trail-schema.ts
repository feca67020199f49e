import { z } from "zod";
import { TimeZone } from "../bookings/field-schema.ts";
import { Day } from "../rules/schema.ts";
import { Handle } from "../teachers/schema.ts";

/** What a change can be about, and what SQL calls each part of it. */
export const topics = {
	bookings: ["booking", "booker"],
	hours: ["schedule"],
	away: ["absence"],
	types: ["type"],
	profiles: ["teacher", "staff"],
	teams: ["team", "member"],
	openings: ["opening", "group", "invitation"],
	programs: ["hook", "calendar"],
} as const;
export type Topic = keyof typeof topics;

const seen = /^(2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00:00)~(\d{1,18})$/;

/** Where a page of the trail ended: `2026-11-30T09:00:00.123456+00:00~17`. */
const Cursor = z
	.string()
	.refine((text) => !Number.isNaN(Date.parse(seen.exec(text)?.[1] ?? "")), "This is not where a list ended.");

export type Seen = { at: string; id: number };
export const writeCursor = ({ at, id }: Seen): string => `${at}~${id}`;
export function readCursor(cursor: string): { at: string; id: string } {
	const [, at = "", id = ""] = seen.exec(cursor) ?? [];
	return { at, id };
}

/**
 * Which changes, as the address of a page has it: all of the school, for its staff; a teacher's handle in it; what they are about;
 * days from and until (the last one included); and where the page before ended.
 */
export const ListTrail = z.strictObject({
	school: z.literal("1").optional(),
	teacher: Handle.optional(),
	about: z.enum(Object.keys(topics) as [Topic, ...Topic[]]).optional(),
	from: Day.optional(),
	until: Day.optional(),
	after: Cursor.optional(),
});
export type ListTrail = z.infer<typeof ListTrail>;

/** `GET /api/trails`: the same as a file, told by the clocks of a zone. */
export const ExportTrail = ListTrail.omit({ after: true }).extend({ zone: TimeZone.default("UTC") });

/** What was otherwise, by SQL's name of it. */
export type Fields = Record<string, unknown>;

/** One change. Times are ISO instants in UTC; `startsAt` is that of the booking it is about. */
export type Change = {
	id: number;
	at: string;
	by: "booker" | "teacher" | "staff" | "system" | "operator";
	/** A teacher's name; who of the staff it was, for the staff alone. */
	actor: string | null;
	verb: string;
	kind: (typeof topics)[Topic][number];
	/** What it is about, where that has a name. */
	subject: string | null;
	teacher: string | null;
	startsAt: string | null;
	before: Fields | null;
	after: Fields | null;
	reason: string | null;
};

export type TrailPage = { changes: Change[]; next: string | null };

/** What of an address can be understood; the rest is as if it were not there. */
export function readTrailAddress(asked: Record<string, string | string[] | undefined>): ListTrail {
	const { school, ...shape } = ListTrail.shape;
	const fields = Object.entries(shape).flatMap(([name, field]) => {
		const read = field.safeParse(asked[name] || undefined);
		return read.success && read.data ? [[name, read.data]] : [];
	});
	return Object.fromEntries(fields) as ListTrail;
}
