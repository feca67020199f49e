import { z } from "zod";
import { Duration, Instant, Ref, TimeZone, who } from "../bookings/field-schema.ts";
import type { Language } from "../languages/languages.js";
import { Day } from "../rules/schema.ts";
import type { AppointmentType } from "../teachers/schema.ts";
import { Handle } from "../teachers/schema.ts";

const what = { teacher: Handle, type: Handle };

/** `POST /api/waits`: wait for one start, for a day of one's own calendar, or with neither for any time there is. */
export const JoinWaitlist = z
	.strictObject({
		...what,
		startsAt: Instant.optional(),
		day: Day.optional(),
		durationMinutes: Duration.optional(),
		...who,
	})
	.refine(({ startsAt, day }) => !startsAt || !day, { message: "Give a start or a day.", path: ["day"] });
export type JoinWaitlist = z.infer<typeof JoinWaitlist>;

/** What a plain form's list of times sends: `any`, `day 2026-11-30` or `slot 2026-11-30T09:00:00Z`. */
const When = z
	.string()
	.regex(/^(any|day \S+|slot \S+)$/, "Please choose what to wait for.")
	.transform((text) => text.split(" "));

/** `POST /api/form-waits`: which page the form stands on, and so where its answer goes. */
export const FormWaitPlace = z.object({
	...what,
	timeZone: TimeZone,
	minutes: z.string().max(3).optional(),
	from: Day.optional().catch(undefined),
});

/** `POST /api/form-waits`: the same from a plain HTML form, with its key among the fields. */
export const FormWait = z
	.object({ ...what, ...who, when: When, minutes: z.coerce.number().pipe(Duration).optional() })
	.transform(({ when: [kind, at], minutes, ...wish }) => ({
		...wish,
		...(minutes && { durationMinutes: minutes }),
		...(kind === "slot" && { startsAt: at }),
		...(kind === "day" && { day: at }),
	}))
	.pipe(JoinWaitlist);

/** `POST /api/form-acceptances`: what is offered is taken, by the link of who waits. */
export const FormAcceptance = z.object({ wait: Ref });

/** `POST /api/form-wait-departures`: says no to what is offered, or waits no longer. */
export const FormWaitDeparture = z.strictObject({ wait: Ref, what: z.enum(["decline", "leave"]) });

/** `POST /api/wait-removals` */
export const RemoveWait = z.strictObject({ wait: z.uuid("This is not an id.").toLowerCase() });

export type WaitKind = "slot" | "day" | "type";
export type WaitState = "waiting" | "offered" | "taken" | "declined" | "lapsed" | "left";

/** What somebody waits for, as its own page and its mails show it. `timeZone` is theirs. */
export type Wait = {
	ref: string;
	state: WaitState;
	kind: WaitKind;
	/** The start, or the beginning of the day; null for any time there is. */
	wantedFrom: string | null;
	minutes: number;
	/** In line, from 1, while one waits and the list is open. */
	place: number | null;
	/** The teacher offers nothing by this list at the moment. */
	isClosed: boolean;
	/** Something was offered, and then its time was taken back. */
	wasTakenBack: boolean;
	/** A server said that there is nobody at their address: nothing is offered to it. */
	mailsComeBack: boolean;
	name: string;
	email: string;
	timeZone: string;
	/** In which they asked, and are written to. */
	language: Language;
	/** The seat that is offered, or was taken: `hold` is the reference of its booking. */
	offer: { hold: string; startsAt: string; endsAt: string; heldUntil: string } | null;
	teacher: { handle: string; name: string; timeZone: string; school: string; hasLeft: boolean };
	type: AppointmentType;
};

/** The starts of a week that are taken and can be waited for, ISO and UTC. */
export type FullTimes = { starts: string[] };

/** One who waits, as the desk shows them. */
export type ListedWait = {
	id: string;
	type: string;
	minutes: number;
	kind: WaitKind;
	wantedFrom: string | null;
	/** The start that is offered to them, and until when. */
	offeredAt: string | null;
	heldUntil: string | null;
	name: string;
	email: string;
	timeZone: string;
	/** A mail to them came back. */
	isUnreached: boolean;
};
