import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { HURRY } from "../support/hurry.ts";
import { ask, post } from "./support/ask.ts";
import { bearer, newToken } from "./support/programs.ts";
import { admin, book, booker, newSchool, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

const { teachers } = await newSchool();
const [{ handle: teacher, email, name }] = teachers as [(typeof teachers)[number]];
const cookie = await signIn(email);
const shift = (body: object) => post("/api/teacher-moves", body, undefined, { cookie });
const idOf = (ref: string) => readRef(ref).bookingId;
const free = async (at: string) =>
	(await ask("GET", `/api/slots/${teacher}/lesson/${weekOf(at)}`)).json.slots.some(
		(slot: { startsAt: string }) => slot.startsAt === at,
	);

test("the old time is free at once and the new one taken; the booker is told both with the message, once, and by their page", async () => {
	const [at, to] = [startIn(3, "08:00"), startIn(4, "09:00")];
	const who = booker("Moved By Hand");
	const ref = await book(teacher, at, who);
	const id = idOf(ref);
	expect(await free(to)).toBe(true);
	const wish = { booking: id, from: at, startsAt: to, message: "  The hall\nis taken.  " };
	const said = await shift(wish);
	expect([said.status, said.json]).toMatchObject([200, { moved: [id] }]);
	expect(Date.parse(said.json.startsAt)).toBe(Date.parse(to));
	expect([await free(at), await free(to)]).toEqual([true, false]);
	// Asked again, it is done.
	expect((await shift(wish)).json.moved).toEqual([]);

	await admin.query(`${HURRY} and booking_id = $1`, [id]);
	const news = async () => (await mailsTo(who.email)).filter(({ subject }) => subject.startsWith("Moved"));
	await expect.poll(async () => (await news()).length, { timeout: 30_000 }).toBe(1);
	const [mail] = await news();
	expect(mail?.text).toContain(`${name} has to move your time. It was `);
	expect(mail?.text).toContain("> The hall\n> is taken.");
	expect(mail?.text).toContain(`/b/${ref}`);
	expect((await ask("GET", `/b/${ref}`)).text.replaceAll("<!-- -->", "")).toContain(`${name} says: The hall`);
});

test("what cannot be is refused in words for a teacher", async () => {
	const [at, taken] = [startIn(5, "08:00"), startIn(5, "10:00")];
	const id = idOf(await book(teacher, at, booker("Stays")));
	await book(teacher, taken, booker("In The Way"));
	for (const [more, status, code, words] of [
		[{ startsAt: taken }, 409, "TAKEN", "Something else is booked there"],
		[{ from: taken, startsAt: startIn(5, "12:00") }, 409, "STALE", "meanwhile"],
		[{ startsAt: "2026-01-05T10:00:00Z" }, 422, "CLOSD", "past"],
		[{ booking: randomUUID(), startsAt: startIn(5, "12:00") }, 404, "NTFND", "nothing here"],
	] as const) {
		const said = await shift({ booking: id, from: at, ...more });
		expect([said.status, said.error?.code]).toEqual([status, code]);
		expect(said.error?.message).toContain(words);
	}
	expect(await free(at)).toBe(false);
});

test("what cannot be meant is refused with the field to mend", async () => {
	const good = { booking: randomUUID(), from: startIn(5), startsAt: startIn(6) };
	for (const [more, field] of [
		[{ booking: "1" }, "booking"],
		[{ from: undefined }, "from"],
		[{ startsAt: "tomorrow" }, "startsAt"],
		[{ startsAt: startIn(6).replace(":00Z", ":30Z") }, "startsAt"],
		[{ message: "x".repeat(501) }, "message"],
		[{ message: "a\u0000b" }, "message"],
	] as const) {
		const said = await shift({ ...good, ...more });
		expect([said.status, said.error?.code], JSON.stringify(more).slice(0, 80)).toEqual([422, "INVAL"]);
		expect(Object.keys(said.error?.fields as object)).toContain(field);
	}
});

test("a program that may write bookings moves one, and one that may read them does not", async () => {
	const at = startIn(7, "08:00");
	const id = idOf(await book(teacher, at, booker("By A Program")));
	const says = async (scope: "bookings:read" | "bookings:write") => {
		const { secret } = await newToken(cookie, [scope]);
		const body = { booking: id, from: at, startsAt: startIn(7, "09:00") };
		return (await ask("POST", "/api/teacher-moves", { body, headers: bearer(secret) })).status;
	};
	expect(await says("bookings:read")).toBe(403);
	expect(await free(at)).toBe(false);
	expect(await says("bookings:write")).toBe(200);
	expect(await free(at)).toBe(true);
});
