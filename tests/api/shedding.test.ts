import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookSlot } from "../../lib/bookings/book-slot.ts";
import { cancelBooking } from "../../lib/bookings/cancel-booking.ts";
import { read } from "../../lib/db.ts";
import { listSlots } from "../../lib/slots/list-slots.ts";
import { weekOf } from "../../lib/time.ts";
import { given, newKey } from "./support/ask.ts";
import { book, booker, newSchool, startIn } from "./support/school.ts";

const { teachers } = await newSchool();
const teacher = teachers[0]?.handle ?? "";
const wish = (time: string) => ({ teacher, type: "lesson", startsAt: startIn(3, time) });
const look = () => listSlots({ teacher, type: "lesson", week: weekOf(startIn(3)) });
const client = new pg.Client(given("DATABASE_ADMIN_URL"));

beforeAll(async () => {
	// An instance with a single connection, so that whoever has it is before everybody else.
	process.env.DATABASE_POOL = "1";
	await client.connect();
});
afterAll(() => client.end());

/** Runs `work` while the database answers nothing that looks at hours, and lets it go on after so many milliseconds. */
async function stuck<Answer>(ms: number, work: () => Promise<Answer>): Promise<Answer> {
	await client.query("begin; lock table app.weekly_hours in access exclusive mode");
	setTimeout(() => client.query("commit"), ms);
	return work();
}

const outcome = (asked: Promise<unknown>) => {
	const from = performance.now();
	return asked.then(
		() => ({ said: "ok", ms: performance.now() - from }),
		(no: { code: string; detail?: { retryAfter?: number } }) => ({
			said: no.code,
			after: no.detail?.retryAfter,
			ms: performance.now() - from,
		}),
	);
};

test("where the database is slow, lists are sent away at once, and bookings, cancellations and whole pages are still let in", async () => {
	const ref = await book(teacher, startIn(4, "09:00"), booker("Changes Their Mind"));
	// What a connection is away for is known by what came before: a while, for some lists.
	for (let i = 0; i < 3; i++) await stuck(700, look);

	const [lists, seats] = await stuck(600, async () => {
		const first = outcome(look());
		const queued = Array.from({ length: 12 }, () => outcome(look()));
		const booked = outcome(bookSlot(newKey(), { ...wish("10:00"), ...booker("Lets Nothing Go") }));
		const cancelled = outcome(cancelBooking(ref));
		const paged = outcome(read("get_teacher", teacher));
		return [await Promise.all([first, ...queued]), await Promise.all([booked, cancelled, paged])] as const;
	});
	expect(seats.map(({ said }) => said)).toEqual(["ok", "ok", "ok"]);
	const shed = lists.filter(({ said }) => said === "BUSY0");
	// Some are let wait as long as it is worth it; the others hear it at once, and when to come back.
	expect(shed.length).toBeGreaterThan(5);
	for (const each of shed) expect(each).toMatchObject({ after: 1 });
	expect(Math.max(...shed.map(({ ms }) => ms))).toBeLessThan(100);
	expect(lists[0]?.said).toBe("ok");
});
