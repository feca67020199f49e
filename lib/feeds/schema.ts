import { z } from "zod";
import type { OutsideBooking } from "../rules/schema.ts";

const Id = z.uuid("This is not an id.").toLowerCase();
const Name = z.string().trim().min(1, "Please name it.").max(60, "A name has at most 60 characters.");

/** The address of a calendar; `webcal://` is what programs on a computer call the same. */
export const FeedUrl = z
	.string()
	.trim()
	.transform((text) => URL.parse(text.replace(/^webcals?:\/\//i, "https://"))?.href ?? "")
	.refine((url) => /^https?:\/\//.test(url), "Use an address that begins with https://.")
	.refine((url) => url.length <= 2_000, "An address has at most 2,000 characters.")
	.refine(
		(url) => !URL.parse(url)?.username && !URL.parse(url)?.password,
		"Use one without a name and a password in it.",
	);

/** `PUT /api/feeds`: a new one has version 0, an id that its form made and an address, which stays; then only its name changes. */
export const SaveFeed = z
	.strictObject({
		feed: Id,
		version: z.int().min(0).max(2_147_483_647),
		name: Name,
		url: FeedUrl.optional(),
	})
	.refine(({ version, url }) => (version === 0) === (url !== undefined), {
		message: "A new calendar needs its address, and one that is known keeps it.",
		path: ["url"],
	});
export type SaveFeed = z.infer<typeof SaveFeed>;

/** `POST /api/feed-removals`: the version that was seen, which browsers of builds before 0.2.0 leave out. */
export const DropFeed = z.strictObject({ feed: Id, version: z.int().min(0).max(2_147_483_647).optional() });
export type DropFeed = z.infer<typeof DropFeed>;

/** `POST /api/feed-readings` */
export const OneFeed = z.strictObject({ feed: Id });
export type OneFeed = z.infer<typeof OneFeed>;

/** A calendar from elsewhere. Of its address only the host is told, since whoever has all of it can read it. */
export type Feed = {
	id: string;
	version: number;
	name: string;
	host: string;
	/** When it was last read well; null before that. */
	readAt: string | null;
	/** When it is read again. */
	dueAt: string;
	/** How often it could not be read since. */
	failures: number;
	/** What is wrong with it or with some of it, in words; null for nothing. */
	trouble: string | null;
	isReading: boolean;
	/** How many times from now on are taken by it. */
	times: number;
};

/** A teacher's calendars from elsewhere, and bookings to come that lie in times which are not offered any more. */
export type Feeds = {
	feeds: Feed[];
	outside: OutsideBooking[];
	/** Since when the teacher's own calendar is given out by a secret address; null for not at all. */
	sharedAt: string | null;
};
