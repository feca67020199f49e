import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import type { Scope } from "../../lib/token.ts";
import { HURRY } from "../support/hurry.ts";
import { ask, newKey, post } from "./support/ask.ts";
import { makeStaff } from "./support/office.ts";
import { bearer, newToken } from "./support/programs.ts";
import { admin, book, booker, newSchool, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

const school = await newSchool();
const { teachers } = school;
const [{ handle: teacher, email }] = teachers as [(typeof teachers)[number]];
const cookie = await signIn(email);
const cancel = (body: object, key = newKey()) => post("/api/teacher-cancellations", body, key, { cookie });
const idOf = (ref: string) => readRef(ref).bookingId;
const free = async (at: string) =>
	(await ask("GET", `/api/slots/${teacher}/lesson/${weekOf(at)}`)).json.slots.some(
		(slot: { startsAt: string }) => slot.startsAt === at,
	);

test("one booking: the time is free at once, and the booker is told once, with the reason and a way to another time", async () => {
	const at = startIn(3, "08:00");
	const who = booker("Told Once");
	const id = idOf(await book(teacher, at, who));
	expect(await free(at)).toBe(false);
	const key = newKey();
	const wish = { booking: id, reason: "  The school\nis closed.  " };
	const said = await cancel(wish, key);
	expect([said.status, said.json]).toEqual([200, { cancelled: [id] }]);
	expect(await free(at)).toBe(true);
	expect((await cancel(wish, key)).json).toEqual({ cancelled: [id] });

	// The mail that says "booked" went out within the minute, and the next to the same address waits for its turn.
	await admin.query(`${HURRY} and booking_id = $1`, [id]);
	const news = async () =>
		(await mailsTo(who.email)).filter(({ subject }) => subject.startsWith("Cancelled"));
	await expect.poll(async () => (await news()).length, { timeout: 30_000 }).toBe(1);
	const [mail] = await news();
	expect(mail?.text).toContain("> The school\n> is closed.");
	expect(mail?.text).toContain(`/t/${teacher}`);
});

test("many by their ids, and a whole day, each in one act", async () => {
	const ids = await Promise.all(
		["08:00", "09:00", "10:00"].map(async (time) =>
			idOf(await book(teacher, startIn(4, time), booker(time))),
		),
	);
	const some = await cancel({ bookings: ids.slice(0, 2) });
	expect(some.json.cancelled.toSorted()).toEqual(ids.slice(0, 2).toSorted());
	const day = await cancel({ from: startIn(4, "00:00"), until: startIn(5, "00:00"), reason: "A trip" });
	expect(day.json).toEqual({ cancelled: ids.slice(2) });
});

test("what was moved since it was seen is STALE, and stands; who has not seen it may leave that out", async () => {
	const [seen, now] = [startIn(7, "08:00"), startIn(7, "09:00")];
	const [id, other] = await Promise.all(
		[seen, startIn(7, "10:00")].map(async (at) => idOf(await book(teacher, at, booker("Has Moved")))),
	);
	const to = { booking: id, from: seen, startsAt: now };
	expect((await post("/api/teacher-moves", to, undefined, { cookie })).status).toBe(200);
	const said = await cancel({ bookings: [other, { booking: id, from: seen }] });
	expect([said.status, said.error?.code]).toEqual([409, "STALE"]);
	expect(said.error?.message).toContain("moved to another time");
	expect(await Promise.all([now, startIn(7, "10:00")].map(free))).toEqual([false, false]);
	const both = await cancel({ bookings: [other, { booking: id, from: now }] });
	expect(both.json.cancelled.toSorted()).toEqual([id, other].toSorted());
});

test("a day that is taken off, too, is not free afterwards: it is an absence", async () => {
	const at = startIn(9, "09:00");
	const id = idOf(await book(teacher, at, booker("Day Off")));
	const span = { from: startIn(9, "00:00"), until: startIn(10, "00:00"), reason: "Ill" };
	const key = newKey();
	expect((await cancel({ ...span, away: true }, key)).json).toEqual({ cancelled: [id] });
	expect((await cancel({ ...span, away: true }, key)).json).toEqual({ cancelled: [id] });
	expect((await cancel(span, key)).error?.code).toBe("REUSE");
	expect(await free(at)).toBe(false);
	const { rows } = await admin.query(
		"select lower(during) as from from app.busy_times b join app.teachers t on t.id = b.teacher_id where t.handle = $1 and during && tstzrange($2, $3)",
		[teacher, span.from, span.until],
	);
	expect(rows).toEqual([{ from: new Date(span.from) }]);
});

test("the office takes a day off for a teacher of its school, and for nobody of another", async () => {
	const office = await signIn(await makeStaff(school));
	const other = await newSchool();
	const at = startIn(13, "09:00");
	const id = idOf(await book(teacher, at, booker("Office Day")));
	const span = { from: startIn(13, "00:00"), until: startIn(14, "00:00"), away: true };
	const off = (of: string | undefined) =>
		post("/api/teacher-cancellations", { ...span, teacher: of }, newKey(), { cookie: office });
	expect((await off(other.teachers[0]?.handle)).error?.code).toBe("NTFND");
	expect((await off(undefined)).error?.code).toBe("DNIED");
	expect((await off(teacher)).json).toEqual({ cancelled: [id] });
	expect(await free(at)).toBe(false);
});

test("a program that may cancel takes nothing off unless it may write rules, too", async () => {
	const span = { from: startIn(11, "00:00"), until: startIn(12, "00:00"), away: true };
	const says = async (scopes: Scope[]) => {
		const { secret } = await newToken(cookie, scopes);
		const headers = { ...bearer(secret), "idempotency-key": newKey() };
		return (await ask("POST", "/api/teacher-cancellations", { body: span, headers })).status;
	};
	expect(await says(["bookings:write"])).toBe(403);
	expect(await free(startIn(11, "09:00"))).toBe(true);
	expect(await says(["bookings:write", "rules:write"])).toBe(200);
});

test("what cannot be meant is refused with the field to mend", async () => {
	const [from, until] = [startIn(5, "08:00"), startIn(5, "09:00")];
	const booking = randomUUID();
	for (const [body, field] of [
		[{}, "booking"],
		[{ booking, bookings: [booking] }, "booking"],
		[{ booking, from, until }, "booking"],
		[{ booking: "1" }, "booking"],
		[{ bookings: [] }, "bookings"],
		[{ bookings: [{ booking }] }, "bookings.0"],
		[{ bookings: [booking, { booking, from: "soon" }] }, "bookings.1"],
		[{ bookings: Array.from({ length: 201 }, () => randomUUID()) }, "bookings"],
		[{ from }, "until"],
		[{ until }, "until"],
		[{ from: until, until: from }, "until"],
		[{ booking, teacher }, "teacher"],
		[{ booking, away: true }, "away"],
		[{ from, until, away: "yes" }, "away"],
		[{ booking, reason: "x".repeat(501) }, "reason"],
		[{ booking, reason: "a\u0000b" }, "reason"],
		[{ booking, reason: "a\ud800b" }, "reason"],
	] as const) {
		const said = await cancel(body);
		expect([said.status, said.error?.code], JSON.stringify(body).slice(0, 80)).toEqual([422, "INVAL"]);
		expect(Object.keys(said.error?.fields as object)).toContain(field);
	}
});

test("what has begun is CLOSD, in words for a teacher", async () => {
	const id = idOf(await book(teacher, startIn(6, "08:00"), booker("Has Begun")));
	await admin.query(
		"update app.bookings set during = tstzrange(now() - interval '1 hour', now() - interval '30 minutes') where id = $1",
		[id],
	);
	const said = await cancel({ booking: id });
	expect([said.status, said.error?.code]).toEqual([422, "CLOSD"]);
	expect(said.error?.message).toContain("has begun");
});
