import { Validator } from "@seriousme/openapi-schema-validator";
import OpenAPIClientAxios from "openapi-client-axios";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { internal } from "../../lib/api/internal.ts";
import { apiRoutes } from "../../lib/api/routes.ts";
import { weekOf } from "../../lib/time.ts";
import { appUrl, ask, newKey } from "./support/ask.ts";
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

/** What was answered, which must be all of what is documented and nothing more. */
async function answered(name: string, params = {}, body?: object, keyed = false) {
	const headers = keyed ? { "idempotency-key": newKey() } : {};
	const { status, data } = await run(name, params, body, headers);
	const route = apiRoutes.find((each) => each.name === name);
	expect(status, JSON.stringify(data)).toBe(route?.status ?? 200);
	const [schema] = Object.values(route?.answer ?? {}) as z.ZodType[];
	if (schema) expect(schema.parse(data)).toEqual(data);
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
	test("lists times, holds one, books it, lists the booking and cancels it", async () => {
		const startsAt = startIn(4, "09:00");
		const { slots } = await answered("listSlots", { teacher, type: "lesson", week: weekOf(startsAt) });
		expect(slots.map((slot: { startsAt: string }) => Date.parse(slot.startsAt))).toContain(
			Date.parse(startsAt),
		);
		const { hold } = await answered("holdSlot", {}, { teacher, type: "lesson", startsAt }, true);
		await answered("extendHold", {}, { hold });
		const { ref } = await answered("book", {}, { hold, ...booker("Made By A Program") }, true);
		const seen = async () => {
			const { bookings } = await answered("listBookings", { q: "program", zone: "Europe/Berlin" });
			return bookings.map(({ state, name }: { state: string; name: string }) => [name, state]);
		};
		expect(await seen()).toEqual([["Made By A Program", "confirmed"]]);
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

	test("reads and writes hours and types", async () => {
		const rules = await answered("openRules");
		expect(rules.handle).toBe(teacher);
		const { version } = await usualSchedule(teacher);
		const spans = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsMinute: 0, endsMinute: 1440 }));
		await answered("saveSchedule", {}, await hoursBody(teacher, version, spans));
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
});
