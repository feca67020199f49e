import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { DeskUser } from "../../lib/auth.ts";
import { bookSlot } from "../../lib/bookings/book-slot.ts";
import { cancelBooking } from "../../lib/bookings/cancel-booking.ts";
import { confirmHold } from "../../lib/bookings/confirm-hold.ts";
import { extendHold } from "../../lib/bookings/extend-hold.ts";
import { getBooking } from "../../lib/bookings/get-booking.ts";
import { holdSlot } from "../../lib/bookings/hold-slot.ts";
import { moveBooking } from "../../lib/bookings/move-booking.ts";
import { readRef } from "../../lib/bookings/ref.ts";
import { releaseHold } from "../../lib/bookings/release-hold.ts";
import { cancelAsTeacher } from "../../lib/desk/cancel-as-teacher.ts";
import { deskFigures } from "../../lib/desk/desk-figures.ts";
import { listBookings } from "../../lib/desk/list-bookings.ts";
import { markAttendance } from "../../lib/desk/mark-attendance.ts";
import { moveAsTeacher } from "../../lib/desk/move-as-teacher.ts";
import { openCalendar } from "../../lib/desk/open-calendar.ts";
import { listSlots } from "../../lib/slots/list-slots.ts";
import { offerNearest } from "../../lib/slots/offer-nearest.ts";
import { getTeacher } from "../../lib/teachers/get-teacher.ts";
import { weekOf } from "../../lib/time.ts";
import { given, newKey } from "./support/ask.ts";
import { type CountingProxy, countingProxy } from "./support/counting-proxy.ts";
import { begunBooking } from "./support/desk.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";

const school = await newSchool();
const teacher = school.teachers[0]?.handle ?? "";
const wish = (time: string) => ({ teacher, type: "lesson", startsAt: startIn(3, time) });
let proxy: CountingProxy;

beforeAll(async () => {
	proxy = await countingProxy(given("DATABASE_URL"));
	process.env.DATABASE_URL = proxy.url;
});

/** What it costs in round trips, the connection made and not yet made. */
async function cost<Answer>(act: () => Promise<Answer>): Promise<[trips: number, answer: Answer]> {
	const before = proxy.roundTrips();
	const answer = await act();
	return [proxy.roundTrips() - before, answer];
}

test("the counter counts: two questions are two", async () => {
	const [trips] = await cost(async () => [await getTeacher(teacher), await getTeacher(teacher)]);
	expect(trips).toBe(2);
});

test("a list of slots is one round trip", async () => {
	const [trips, { list }] = await cost(() =>
		listSlots({ teacher, type: "lesson", week: weekOf(startIn(3)) }),
	);
	expect([trips, list.slots.length > 40]).toEqual([1, true]);
});

test("a teacher's calendar of six weeks is one round trip, with all that is on it", async () => {
	const [user] = await rows<{ id: string }>(
		"update app.teachers set user_id = gen_random_uuid() where handle = $1 returning user_id as id",
		[teacher],
	);
	const who = { userId: user?.id ?? "" } as DeskUser;
	const [trips, calendar] = await cost(() =>
		openCalendar(who, { from: startIn(0).slice(0, 10), until: startIn(42).slice(0, 10) }),
	);
	expect([trips, calendar.schedules[0]?.days.length]).toEqual([1, 42]);
});

test("booking, seeing, moving and cancelling are one round trip each, and so is a repeated key", async () => {
	const key = newKey();
	const take = () => cost(() => bookSlot(key, { ...wish("10:00"), ...booker("One Trip") }));
	const [trips, { ref }] = await take();
	expect([trips, (await take())[0]]).toEqual([1, 1]);
	expect((await cost(() => getBooking(ref)))[0]).toBe(1);
	const move = { booking: ref, startsAt: startIn(3, "10:30") };
	expect((await cost(() => moveBooking(newKey(), move)))[0]).toBe(1);
	expect((await cost(() => cancelBooking(ref)))[0]).toBe(1);
});

test("holding, extending, releasing and confirming are one round trip each", async () => {
	const [trips, { hold }] = await cost(() => holdSlot(newKey(), wish("11:00")));
	expect(trips).toBe(1);
	expect((await cost(() => extendHold(newKey(), hold)))[0]).toBe(1);
	const [confirming, booked] = await cost(() => confirmHold(newKey(), { hold, ...booker("One Hold") }));
	expect([confirming, booked.startsAt]).toEqual([1, startIn(3, "11:00")]);
	const [, second] = await cost(() => holdSlot(newKey(), wish("12:00")));
	expect((await cost(() => releaseHold(second.hold)))[0]).toBe(1);
});

test("a teacher's list, figures, cancellations and marks are one round trip each", async () => {
	const who = { userId: randomUUID() } as DeskUser;
	await rows("update app.teachers set user_id = $1 where handle = $2", [who.userId, teacher]);
	const booked = readRef(await book(teacher, startIn(4), booker("Cancelled By Teacher"))).bookingId;
	const [trips, page] = await cost(() => listBookings(who, { q: "cancelled by" }, "UTC"));
	expect([trips, page.bookings.map(({ id }) => id)]).toEqual([1, [booked]]);
	expect((await cost(() => deskFigures(who, { back: 12, ahead: 4 })))[0]).toBe(1);
	const shift = { booking: booked, from: startIn(4), startsAt: startIn(4, "12:05") };
	expect((await cost(() => moveAsTeacher(who, shift)))[0]).toBe(1);
	const wish = { bookings: [booked], reason: "Ill" };
	expect((await cost(() => cancelAsTeacher(who, newKey(), wish)))[0]).toBe(1);
	const begun = await begunBooking(teacher);
	expect((await cost(() => markAttendance(who, { booking: begun, came: true })))[0]).toBe(1);
});

test("losing costs one more, for the nearest times, and one serves many who lose the same slot", async () => {
	const lose = () => offerNearest(wish("11:00"), () => holdSlot(newKey(), wish("11:00"))).catch((no) => no);
	const [alone, no] = await cost(lose);
	expect([alone, no.code, no.detail.nearest.length]).toEqual([2, "TAKEN", 6]);
	const [crowd] = await cost(() => Promise.all(Array.from({ length: 20 }, lose)));
	expect(crowd).toBeLessThan(40);
});
