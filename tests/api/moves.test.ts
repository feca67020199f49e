import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signRef } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { ask, newKey, post, postForm, type Said } from "./support/ask.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";

const { teachers } = await newSchool(2);
const [teacher, other] = teachers.map(({ handle }) => handle) as [string, string];
const at = (time: string, day = 3) => startIn(day, time);
const move = (booking: string, startsAt: string, key = newKey()) =>
	post("/api/moves", { booking, startsAt }, key);
const startOf = async (ref: string) =>
	/DTSTART:(\w+)/.exec((await ask("GET", `/api/calendars/${ref}`)).text)?.[1] ?? "";
const inCalendar = (startsAt: string) => startsAt.replace(/[-:]/g, "");
const free = async (startsAt: string) => {
	const list = await ask("GET", `/api/slots/${teacher}/lesson/${weekOf(startsAt)}`);
	return list.json.slots.some((slot: { startsAt: string }) => slot.startsAt === startsAt);
};

test("a booking moves with its link, once for a key, and the lists show both times at once", async () => {
	const ref = await book(teacher, at("08:00"), booker("Moves Once"));
	expect([await free(at("08:00")), await free(at("09:00"))]).toEqual([false, true]);
	const key = newKey();
	const said = await move(ref, at("09:00"), key);
	expect([said.status, said.json]).toEqual([200, { ref, startsAt: at("09:00"), endsAt: at("09:30") }]);
	expect([await free(at("08:00")), await free(at("09:00"))]).toEqual([true, false]);
	expect((await move(ref, at("09:00"), key)).text).toBe(said.text);
	expect((await move(ref, at("10:00"), key)).error?.code).toBe("REUSE");
	expect(await startOf(ref)).toBe(inCalendar(at("09:00")));
	const calendar = await ask("GET", `/api/calendars/${ref}`);
	expect(calendar.text).toContain("SEQUENCE:1");
	expect(calendar.text).toContain("METHOD:PUBLISH");
});

describe("what is refused leaves it where it is:", () => {
	test("a time that another has, with the nearest that are free", async () => {
		const ref = await book(teacher, at("12:00"), booker("Comes Late"));
		await book(teacher, at("12:30"), booker("Comes First"));
		const said = await move(ref, at("12:30"));
		expect([said.status, said.error?.code]).toEqual([409, "TAKEN"]);
		const nearest = ((said.error?.nearest ?? []) as { startsAt: string }[]).map(({ startsAt }) => startsAt);
		expect(nearest).toContain(at("13:00"));
		expect(nearest).not.toContain(at("12:00"));
		expect(await startOf(ref)).toBe(inCalendar(at("12:00")));
	});

	test("one that is not offered, one in the past, and another booking of the same student", async () => {
		const who = booker("In Two Places");
		const ref = await book(teacher, at("14:00"), who);
		await book(other, at("15:00"), who);
		expect((await move(ref, at("14:10"))).error?.code).toBe("GONE0");
		expect((await move(ref, startIn(-2))).error?.code).toBe("CLOSD");
		expect((await move(ref, at("15:00"))).error?.code).toBe("CLASH");
		expect(await startOf(ref)).toBe(inCalendar(at("14:00")));
	});

	test("where it is too late to move, nothing else is offered instead", async () => {
		const ref = await book(teacher, at("16:00"), booker("Too Late"), "locked");
		const said = await move(ref, at("17:00"));
		expect([said.status, said.error?.code, said.error?.nearest]).toEqual([422, "LATE0", []]);
	});

	test("a link that was never given, and a booking that was cancelled", async () => {
		const forged = signRef({ bookingId: randomUUID(), linkVersion: 1 });
		expect((await move(forged, at("18:00"))).status).toBe(404);
		const ref = await book(teacher, at("18:00"), booker("Cancels First"));
		await post("/api/cancellations", { booking: ref });
		expect((await move(ref, at("18:30"))).error?.code).toBe("STALE");
	});

	test("a body with too little, too much, or no key", async () => {
		const ref = await book(teacher, at("19:00"), booker("Bad Body"));
		for (const body of [
			{ booking: ref },
			{ startsAt: at("19:30") },
			{ booking: ref, startsAt: "soon" },
			{ booking: ref, startsAt: at("19:30"), opening: "none" },
			{ booking: ref, startsAt: at("19:30"), teacher: other },
		])
			expect((await post("/api/moves", body)).status).toBe(422);
		const said = await ask("POST", "/api/moves", { body: { booking: ref, startsAt: at("19:30") } });
		expect(said.error?.fields).toHaveProperty("idempotency-key");
		expect(await startOf(ref)).toBe(inCalendar(at("19:00")));
	});
});

describe("by a plain form", () => {
	const send = (booking: string, startsAt: string, key = newKey()) =>
		postForm("/api/form-moves", { booking, startsAt, key });
	const follow = (said: Said) => ask("GET", said.headers.get("location") ?? "");

	test("it moves once, however often it is sent, and its page says so", async () => {
		const ref = await book(teacher, at("08:00", 4), booker("Plain Mover"));
		const key = newKey();
		const answers = await Promise.all(Array.from({ length: 4 }, () => send(ref, at("09:00", 4), key)));
		for (const said of answers)
			expect([said.status, said.headers.get("location")]).toEqual([303, `/b/${ref}?moved=1`]);
		const page = await follow(answers[0] as Said);
		expect(page.text).toContain("Moved. It is yours.");
		const [row] = await rows<{ moves: number }>("select moves from app.bookings where email = $1", [
			booker("Plain Mover").email,
		]);
		expect(row?.moves).toBe(1);
	});

	test("a no leads back, says that the old time still stands, and shows the nearest that are free", async () => {
		const ref = await book(teacher, at("12:00", 4), booker("Plain Late"));
		await book(teacher, at("12:30", 4), booker("Plain First"));
		const said = await send(ref, at("12:30", 4));
		const url = new URL(said.headers.get("location") ?? "", "http://localhost");
		expect([url.pathname, url.searchParams.get("no")]).toEqual([`/b/${ref}/move`, "TAKEN"]);
		const page = await follow(said);
		expect(page.text).toContain("Somebody was a moment faster");
		expect(page.text).toContain("is still yours");
		expect(page.text).toContain(`value="${at("13:00", 4)}"`);
		expect(await startOf(ref)).toBe(inCalendar(at("12:00", 4)));
	});

	test("where nothing can move any more, the page says why and shows no times", async () => {
		const locked = await book(teacher, at("16:00", 4), booker("Plain Locked"), "locked");
		const cancelled = await book(teacher, at("17:00", 4), booker("Plain Cancelled"));
		await post("/api/cancellations", { booking: cancelled });
		for (const ref of [locked, cancelled]) {
			const page = await ask("GET", `/b/${ref}/move`);
			expect(page.text).toContain("This cannot be moved here");
			expect(page.text).not.toContain("Later days");
			expect((await send(ref, at("18:00", 4))).headers.get("location")).toMatch(/\/move\?slot=.*&no=/);
		}
	});

	test("the address of the page may ask for anything, and gets a page", async () => {
		const ref = await book(teacher, at("19:00", 4), booker("Plain Asker"));
		for (const query of [
			"slot=lesson",
			"slot=/",
			"slot=lesson/never&no=TAKEN",
			"slot=1999-01-01T00:00:00Z",
			"slot=2099-01-01T00:00:00Z&no=constructor&wait=1e9",
			"from=2026-13-45",
			"from=9999-12-31",
			"from=0000-01-01&slot=a&slot=b",
			"no=SLOWD&wait=99999&slot=lesson/2026-12-01T09:00:00Z",
		]) {
			const page = await ask("GET", `/b/${ref}/move?${query}`);
			expect([page.status, page.text.includes("Move this booking")], query).toEqual([200, true]);
		}
	});
});
