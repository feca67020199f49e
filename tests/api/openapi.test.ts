import { Validator } from "@seriousme/openapi-schema-validator";
import { parse } from "csv-parse/sync";
import OpenAPIClientAxios from "openapi-client-axios";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { internal } from "../../lib/api/internal.ts";
import { apiRoutes } from "../../lib/api/routes.ts";
import { readRef } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { appUrl, ask, newKey } from "./support/ask.ts";
import { begunBooking } from "./support/desk.ts";
import { bearer, newToken } from "./support/programs.ts";
import { routes } from "./support/routes.ts";
import { hoursBody, typeBody, usualSchedule } from "./support/rules.ts";
import { booker, newSchool, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const school = await newSchool();
const teacher = school.teachers[0]?.handle ?? "";
const cookie = await signIn(school.teachers[0]?.email ?? "");
const { secret } = await newToken(cookie);
const document = (await ask("GET", "/api/openapi.json")).json;

/** A client made of the document alone, as a stranger would make it. */
const client = await new OpenAPIClientAxios({
	definition: { ...document, servers: [{ url: appUrl }] },
	axiosConfigDefaults: { headers: bearer(secret), validateStatus: () => true },
}).init();
type Answer = { status: number; data: unknown };
const run = (name: string, params: object = {}, body?: object, headers: object = {}): Promise<Answer> =>
	(client as unknown as Record<string, (...args: unknown[]) => Promise<Answer>>)[name]?.(params, body, {
		headers,
	}) ?? Promise.reject(new Error(`no operation ${name}`));

/** The operations that were done as documented. */
const done = new Set<string>();

/** What was answered, which must be all of what is documented and nothing more. */
async function answered(name: string, params = {}, body?: object, keyed = false) {
	const headers = keyed ? { "idempotency-key": newKey() } : {};
	const { status, data } = await run(name, params, body, headers);
	const route = apiRoutes.find((each) => each.name === name);
	expect(status, JSON.stringify(data)).toBe(route?.status ?? 200);
	const [schema] = Object.values(route?.answer ?? {}) as z.ZodType[];
	if (schema) expect(schema.parse(data)).toEqual(data);
	done.add(name);
	// biome-ignore lint/suspicious/noExplicitAny: a test reads what it knows to be there
	return data as any;
}

test("every route is documented, or it is said why it is not", () => {
	const named = routes.map((route) => route.replace(/\[(\w+)\]/g, "{$1}"));
	const known = [...apiRoutes.map(({ at }) => at as string), ...Object.keys(internal)];
	expect(known.toSorted()).toEqual(named.toSorted());
});

test("the document is sound OpenAPI 3.1 with an operation for each, whose references all lead somewhere", async () => {
	const validator = new Validator();
	expect(await validator.validate(document)).toEqual({ valid: true });
	expect(validator.version).toBe("3.1");
	const operations = Object.values(document.paths).flatMap((path) => Object.values(path as object));
	expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(
		apiRoutes.map(({ name }) => name).toSorted(),
	);
	const text = JSON.stringify(document);
	for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
		expect(document.components.schemas, name).toHaveProperty(name);
});

describe("a client that is made of it", () => {
	test("lists times, holds one, gives it up, holds and books it, moves and lists the booking and cancels it", async () => {
		const startsAt = startIn(4, "09:00");
		const free = async () => {
			const { slots } = await answered("listSlots", { teacher, type: "lesson", week: weekOf(startsAt) });
			return slots.some((slot: { startsAt: string }) => Date.parse(slot.startsAt) === Date.parse(startsAt));
		};
		expect(await free()).toBe(true);
		const first = await answered("holdSlot", {}, { teacher, type: "lesson", startsAt }, true);
		expect(await free()).toBe(false);
		await answered("releaseHold", {}, { hold: first.hold });
		expect(await free()).toBe(true);
		const { hold } = await answered("holdSlot", {}, { teacher, type: "lesson", startsAt }, true);
		await answered("extendHold", {}, { hold });
		const { ref } = await answered("book", {}, { hold, ...booker("Made By A Program") }, true);
		const seen = async () => {
			const { bookings } = await answered("listBookings", { q: "program", zone: "Europe/Berlin" });
			return bookings.map(({ state, name }: { state: string; name: string }) => [name, state]);
		};
		expect(await seen()).toEqual([["Made By A Program", "confirmed"]]);
		const moved = await answered("moveBooking", {}, { booking: ref, startsAt: startIn(4, "10:00") }, true);
		expect([moved.ref, Date.parse(moved.startsAt)]).toEqual([ref, Date.parse(startIn(4, "10:00"))]);
		expect(await free()).toBe(true);
		expect(await answered("cancelBooking", {}, { booking: ref })).toEqual({ state: "cancelled" });
		expect(await seen()).toEqual([["Made By A Program", "cancelled"]]);
	});

	test("books a series, cancels it, and cancels as its teacher", async () => {
		const starts = [startIn(6, "09:00"), startIn(7, "09:00")];
		const { type } = await answered(
			"saveType",
			{},
			await typeBody(teacher, { handle: "course", seriesCap: 4 }),
		);
		const wish = { teacher, type: type.handle };
		await answered("listSeries", { ...wish, startsAt: starts[0], dates: 2 });
		const { bookings } = await answered("bookSeries", {}, { ...wish, starts, ...booker("Serial") }, true);
		await answered("cancelSeries", {}, { booking: bookings[0].ref });
		await answered("book", {}, { ...wish, startsAt: starts[0], ...booker("One Step") }, true);
		const { bookings: listed } = await answered("listBookings", { q: "one step", zone: "Europe/Berlin" });
		const shift = { booking: listed[0].id, from: starts[0], startsAt: startIn(6, "11:00") };
		expect((await answered("moveAsTeacher", {}, shift)).moved).toEqual([listed[0].id]);
		const span = { from: startIn(6, "00:00"), until: startIn(7, "00:00") };
		const { cancelled } = await answered("cancelAsTeacher", {}, span, true);
		expect(cancelled).toHaveLength(1);
	});

	test("says yes and no to what is asked for, and both are so", async () => {
		const { type } = await answered(
			"saveType",
			{},
			await typeBody(teacher, { handle: "asked", needsApproval: true, seriesCap: 1 }),
		);
		for (const [yes, state] of [
			[true, "confirmed"],
			[false, "declined"],
		] as const) {
			const wish = { teacher, type: type.handle, startsAt: startIn(9, yes ? "09:00" : "12:00") };
			const asked = await answered("book", {}, { ...wish, ...booker(`Asks ${state}`) }, true);
			expect(Date.parse(asked.decideUntil)).toBeGreaterThan(Date.now());
			const { bookingId: booking } = readRef(asked.ref);
			expect((await answered("decideBooking", {}, { booking, yes })).state).toBe(state);
			const { bookings } = await answered("listBookings", { q: `asks ${state}`, zone: "UTC" });
			expect(bookings.map((one: { state: string }) => one.state)).toEqual([state]);
		}
	});

	test("notes who came, and has all of it as a file", async () => {
		const booking = await begunBooking(teacher, "Was There");
		const other = await begunBooking(teacher, "Was Not");
		expect((await answered("markAttendance", {}, { booking, came: true })).state).toBe("completed");
		expect((await answered("markAttendance", {}, { booking: other, came: false })).state).toBe("no_show");
		const text: string = await answered("exportBookings", { q: "was", from: startIn(-2).slice(0, 10) });
		const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
		const states = rows.map(({ Name = "", State }) => [Name.replace(/ \d+$/, ""), State]);
		expect(states.toSorted()).toEqual([
			["Was Not", "Missed"],
			["Was There", "Came"],
		]);
	});

	test("lists the times of another length", async () => {
		const { type } = await answered("saveType", {}, await typeBody(teacher, { handle: "long" }));
		const wish = { teacher, type: type.handle, week: weekOf(startIn(14)) };
		const { slots } = await answered("listSlotsOfDuration", { ...wish, minutes: 90 });
		expect(slots.length).toBeGreaterThan(0);
		for (const { startsAt, endsAt } of slots)
			expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(90 * 60_000);
	});

	test("reads and writes hours and types", async () => {
		const rules = await answered("openRules");
		expect(rules.handle).toBe(teacher);
		const { version } = await usualSchedule(teacher);
		const spans = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsMinute: 0, endsMinute: 1440 }));
		await answered("saveSchedule", {}, await hoursBody(teacher, version, spans));
		const more = { schedule: crypto.randomUUID(), version: 0, name: "Summer", spans, ownDays: [] };
		await answered("saveSchedule", {}, more);
		await answered("dropSchedule", {}, { schedule: more.schedule });
		expect((await answered("openRules")).schedules).toHaveLength(1);
		const absence = crypto.randomUUID();
		const away = { absence, version: 0, startsAt: startIn(30), endsAt: startIn(31) };
		await answered("saveAbsence", {}, away);
		await answered("dropAbsence", {}, { absence });
		const { types } = await answered("listTypes");
		await answered("orderTypes", {}, { types: types.map(({ id }: { id: string }) => id).reverse() });
		await answered("retireType", {}, { type: types[0].id });
		await answered("restoreType", {}, { type: types[0].id });
		await answered("getType", { teacher, type: types[0].handle });
	});

	test("hears a refusal with the status and in the shape that are documented", async () => {
		const wish = { teacher, type: "nothing-here", startsAt: startIn(4) };
		const said = await run("holdSlot", {}, wish, { "idempotency-key": newKey() });
		const { responses } = document.paths["/api/holds"].post;
		expect(said.status).toBe(404);
		expect(responses[404].description).toContain("NTFND");
		expect(said.data).toEqual({ error: { code: "NTFND", message: expect.any(String) } });
	});

	test("has done every operation that the document has, by the tests above", () => {
		const operations: string[] = Object.values(document.paths).flatMap((path) =>
			Object.values(path as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
		);
		expect(operations.filter((name) => !done.has(name))).toEqual([]);
		expect(operations).toHaveLength(done.size);
	});
});
