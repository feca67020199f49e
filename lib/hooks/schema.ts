import { z } from "zod";

const Id = z.uuid("This is not an id.").toLowerCase();

/** What a program elsewhere may be told: what people are told by mail. */
export const hookEvents = [
	"booking.confirmed",
	"booking.cancelled",
	"booking.moved",
	"booking.requested",
	"booking.declined",
] as const;
export type HookEventType = (typeof hookEvents)[number];

const Url = z
	.string()
	.trim()
	.transform((text) => URL.parse(text)?.href ?? "")
	.refine((url) => /^https?:\/\//.test(url), "Use an address that begins with https://.")
	.refine((url) => url.length <= 2_000, "An address has at most 2,000 characters.")
	.refine(
		(url) => !URL.parse(url)?.username && !URL.parse(url)?.password,
		"Use one without a name and a password in it.",
	);

/**
 * `PUT /api/hooks`: a new one has version 0, an id that its form made and an address, which stays; then only what it is told
 * changes, and whether.
 */
export const SaveHook = z
	.strictObject({
		hook: Id,
		version: z.int().min(0).max(2_147_483_647),
		url: Url.optional(),
		events: z
			.array(z.enum(hookEvents, "This is nothing that can be told."))
			.min(1, "Choose what to tell.")
			.max(hookEvents.length, "Each once.")
			.refine((all) => new Set(all).size === all.length, "Each once."),
		isOn: z.boolean(),
	})
	.refine(({ version, url }) => (version === 0) === (url !== undefined), {
		message: "A new one needs its address, and one that is known keeps it.",
		path: ["url"],
	});
export type SaveHook = z.infer<typeof SaveHook>;

/** `POST /api/hook-removals`: the version that was seen, which browsers of builds before 0.2.0 leave out. */
export const DropHook = z.strictObject({ hook: Id, version: z.int().min(0).max(2_147_483_647).optional() });
export type DropHook = z.infer<typeof DropHook>;

/** `POST /api/hook-secrets`: under an id that its form made, so that asking again makes no third one. */
export const RenewSecret = z.strictObject({ hook: Id, secret: Id });
export type RenewSecret = z.infer<typeof RenewSecret>;

/** `POST /api/hook-replays`: one delivery, or all that were given up. */
export const ReplayHook = z.strictObject({ hook: Id, delivery: Id.optional() });
export type ReplayHook = z.infer<typeof ReplayHook>;

/** One thing that a program was told, or is to be. */
export type Delivery = {
	id: string;
	event: HookEventType;
	bookingId: string;
	createdAt: string;
	state: "waiting" | "told" | "given up";
	attempts: number;
	/** When it was told, is tried next, or was given up. */
	at: string;
	/** What was answered last; null without an answer. */
	status: number | null;
	error: string | null;
};

/** A program that is told of bookings. Of its address only the host is said, since whoever has all of it may speak there. */
export type Hook = {
	id: string;
	version: number;
	host: string;
	events: HookEventType[];
	isOn: boolean;
	/** How many tries failed since the last that did not, and since when. Of one that is off, it is why it was switched off. */
	failures: number;
	failingSince: string | null;
	/** Until when the secret before this one signs along. */
	oldUntil: string | null;
	givenUp: number;
	/** The last twenty, the newest first. */
	deliveries: Delivery[];
};

export const mostHooks = 5;
