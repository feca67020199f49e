import { afterEach, expect, test, vi } from "vitest";
import { signRef } from "../../lib/bookings/ref.ts";
import { limit } from "../../lib/limit.ts";
import { post, type Said } from "./support/ask.ts";
import { booker, newSchool, rows, startIn } from "./support/school.ts";

const { teachers } = await newSchool(2);
const [teacher, other] = teachers.map(({ handle }) => handle) as [string, string];
const wish = (day: number, time: string) => ({ teacher, type: "group", startsAt: startIn(day, time) });
const hours = Array.from({ length: 20 }, (_, i) => `${String(i).padStart(2, "0")}:00`);

afterEach(() => vi.restoreAllMocks());

function tooFast(said: Said): void {
	expect([said.status, said.error?.code], said.text).toEqual([429, "SLOWD"]);
	expect([said.headers.get("retry-after"), said.error?.retryAfter]).toEqual(["60", 60]);
}

test("twenty bookings may name one address, and then it is SLOWD for a minute, in both forms", async () => {
	const who = booker("Twenty Bookings");
	for (const time of hours)
		expect((await post("/api/bookings", { ...wish(3, time), ...who })).status).toBe(201);
	tooFast(await post("/api/bookings", { ...wish(4, "10:00"), ...who }));
	// The address alone counts: not its spelling, nor the name beside it, nor the teacher.
	const spelled = { ...who, name: "Somebody Else", email: ` ${who.email.toUpperCase()}` };
	tooFast(await post("/api/bookings", { ...wish(4, "11:00"), teacher: other, ...spelled }));

	const { hold } = (await post("/api/holds", wish(4, "12:00"))).json;
	tooFast(await post("/api/bookings", { hold, ...who }));
	expect(await rows("select from app.bookings where email = $1", [who.email])).toHaveLength(20);
	// A cancellation is taken all the same.
	const [first] = await rows<{ id: string }>("select id from app.bookings where email = $1 limit 1", [
		who.email,
	]);
	const ref = signRef({ bookingId: first?.id ?? "", linkVersion: 1 });
	expect((await post("/api/cancellations", { booking: ref })).status).toBe(200);
	// The seat is still held, for somebody else at the same machine, too.
	expect((await post("/api/bookings", { hold, ...booker("Next In Line") })).status).toBe(201);
});

test("two hundred people behind one address of the network are not slowed down", async () => {
	const people = Array.from({ length: 200 }, (_, i) => booker(`Pupil ${i}`));
	const taken = await Promise.all(
		people.map((who) => post("/api/bookings", { ...wish(5, "10:00"), ...who })),
	);
	expect(new Set(taken.map(({ error }) => error?.code))).toEqual(new Set([undefined, "TAKEN"]));
});

test("while Redis is out of reach a code can be asked for, and none be guessed", async () => {
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	vi.resetModules();
	vi.stubEnv("UPSTASH_REDIS_REST_URL", "http://127.0.0.1:1");
	const away = await import("../../lib/limit.ts");
	for (let i = 0; i < 25; i++) await away.limit("signInCodes", "anybody@school.example");
	await expect(away.limit("signIns", "anybody@school.example")).rejects.toMatchObject({ code: "BUSY0" });
	expect(log).toHaveBeenCalledTimes(26);
	vi.unstubAllEnvs();
	await limit("signIns", "anybody@school.example");
});
