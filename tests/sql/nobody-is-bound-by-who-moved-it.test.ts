import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { moveAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf, move } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	// Until a day before.
	const type = { cutoff_minutes: 1440, notice_minutes: 0, step_minutes: 5 };
	({ teacher, user } = await seedDesk(admin, { types: [type] }));
});
afterEach(async () => expect(await brokenLaws(admin)).toEqual([]));

/** In so many hours or a little less, where a booking may begin. */
const soon = (hours: number) =>
	new Date(Math.floor((Date.now() + hours * 3_600_000) / 300_000) * 300_000).toISOString();
const booked = (at: string, more = {}) => book(admin, { teacher, at, ...more });
type Seen = { starts_at: string; cancel_until: string; series: { cancel_until: string }[] | null };
const seen = ({ booking_id }: Booked) => call<Seen>(admin, "get_booking", booking_id, 1);
const startOf = async (each: Booked) => new Date((await seen(each)).starts_at).toISOString();
const shift = async (each: Booked, to: string) =>
	moveAsTeacher(admin, { user, booking: each.booking_id, from: await startOf(each), to });
/** How many hours before its start it can be cancelled still. */
const hoursBefore = async (each: Booked) => {
	const { starts_at, cancel_until } = await seen(each);
	return (Date.parse(starts_at) - Date.parse(cancel_until)) / 3_600_000;
};

test("a lesson that its teacher moves to this afternoon can be cancelled until it begins", async () => {
	const one = await booked(slotStart(240));
	await shift(one, soon(3));
	expect(await hoursBefore(one)).toBe(0);
	await cancel(admin, one);
	expect(await seen(one)).toMatchObject({ state: "cancelled" });
});

test("or moved to where it suits; from then on it is as its booker chose", async () => {
	const one = await booked(slotStart(240));
	await shift(one, soon(3));
	await move(admin, one, soon(5));
	expect(await hoursBefore(one)).toBe(24);
	expect(await codeOf(move(admin, one, soon(7)))).toBe("LATE0");
	expect(await codeOf(cancel(admin, one))).toBe("LATE0");
});

test("what was booked for this afternoon by who comes cannot", async () => {
	const one = await booked(soon(3));
	expect(await hoursBefore(one)).toBe(24);
	expect(await codeOf(cancel(admin, one))).toBe("LATE0");
	expect(await codeOf(move(admin, one, slotStart(240)))).toBe("LATE0");
});

test("whom a teacher moves has the cutoff's time from then on, and no longer: a day, or until the day before", async () => {
	const one = await booked(slotStart(240));
	await shift(one, slotStart(480));
	expect(await hoursBefore(one)).toBe(24);
	await shift(one, soon(30));
	expect(await hoursBefore(one)).toBeGreaterThan(5.5);
	expect(await hoursBefore(one)).toBeLessThanOrEqual(6);
	// A day later.
	await shift(one, soon(5));
	await admin.query("update app.bookings set moved_at = now() - interval '25 hours' where id = $1", [
		one.booking_id,
	]);
	expect(await codeOf(cancel(admin, one))).toBe("LATE0");
	expect(await codeOf(move(admin, one, slotStart(240)))).toBe("LATE0");
});

test("a change of the teacher's zone binds nobody either", async () => {
	const one = await booked(soon(30));
	await call(admin, "change_zone", user, 1, "Etc/GMT-12", true);
	expect(await startOf(one)).toBe(new Date(Date.parse(soon(30)) - 12 * 3_600_000).toISOString());
	expect(await hoursBefore(one)).toBe(0);
	await cancel(admin, one);
});

test("a date of a series that was moved goes with all the others, and one that comes too soon by itself is left", async () => {
	await admin.query("update app.appointment_types set series_cap = 3");
	const who = ["Series", `${randomUUID()}@booker.example`, "UTC"];
	const dates = [soon(3), slotStart(240), slotStart(480)];
	const { bookings } = await call<{ bookings: Booked[] }>(
		...([admin, "book_series", randomUUID(), teacher, "lesson", dates, ...who] as const),
	);
	const [first, moved] = bookings as [Booked, Booked];
	await shift(moved, soon(5));
	const { series } = await seen(first);
	expect(series?.map(({ cancel_until }) => Date.parse(cancel_until) > Date.now())).toEqual([
		false,
		true,
		true,
	]);
	expect(await call(admin, "cancel_series", first.booking_id, 1)).toMatchObject({ cancelled: 2, left: 1 });
	expect(await seen(moved)).toMatchObject({ state: "cancelled" });
});

test("and their data can be erased, which what they chose themselves is in the way of", async () => {
	const email = `${randomUUID()}@booker.example`;
	const one = await booked(slotStart(240), { email });
	await shift(one, soon(3));
	const other = await booked(soon(5), { email, name: "Sibling" });
	const erase = () => admin.query("select app.erase_booker($1, null, false)", [email]);
	expect(await codeOf(erase())).toBe("LATE0");
	await shift(other, soon(8));
	expect(await codeOf(erase())).toBe("ok");
});
