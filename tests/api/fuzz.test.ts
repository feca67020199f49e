import fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusalCode } from "../../lib/refusal.ts";
import { newKey } from "./support/ask.ts";
import { routes } from "./support/routes.ts";
import { startIn } from "./support/school.ts";
import {
	cookie,
	good,
	goodForms,
	hold,
	invitation,
	opening,
	put,
	putForm,
	teacher,
} from "./support/spoil.ts";

test("whatever is sent to any route, the answer is one of ours and never a 5xx", async () => {
	const hostile = fc.oneof(
		fc.constantFrom<unknown>(
			null,
			true,
			-1,
			1e308,
			2 ** 53,
			"",
			"\u0000",
			"\ud800",
			"__proto__",
			"%00",
			"a\r\nb: c",
		),
		fc.constantFrom<unknown>(
			"0000-01-01T00:00:00Z",
			"9999-12-31T23:59:59Z",
			"infinity",
			"Mars/Olympus",
			"2026-W53",
		),
		fc.constantFrom<unknown>(
			"'; select pg_sleep(9); --",
			"<script>",
			teacher.handle,
			hold,
			opening,
			invitation,
			startIn(7),
			"x".repeat(9_000),
		),
		fc.string({ unit: "binary", maxLength: 200 }),
		fc.string({ unit: "grapheme", maxLength: 50 }),
		fc.double(),
		fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
		fc.jsonValue({ maxDepth: 4 }),
	);
	// What a header may carry: bytes, of which those past 7e are letters to some and broken to others.
	const inHeader = fc
		.integer({ min: 0x21, max: 0xff })
		.map((byte) => String.fromCharCode(byte === 0x7f ? 0x80 : byte));
	const case_ = fc.record({
		route: fc.constantFrom(...routes),
		method: fc.option(fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"), {
			freq: 6,
		}),
		spoilt: fc.dictionary(
			fc.constantFrom(
				...["teacher", "type", "startsAt", "name", "email", "hold", "spans", "code"],
				...["booking", "timeZone", "key", "opening", "invitation", "ticket"],
				...["families", "groups", "text", "act", "pace", "version", "joinsAt"],
				...["team", "starts", "answers", "durationMinutes", "ownDays", "schedule", "questions", "worked"],
				...["feed", "url", "token", "scopes", "days", "hook", "events", "secret", "delivery"],
				...["feed", "url", "wait", "when", "what", "day"],
			),
			hostile,
			{
				maxKeys: 3,
			},
		),
		body: fc.oneof(
			{ weight: 6, arbitrary: fc.constant(undefined) },
			{ weight: 2, arbitrary: fc.json({ maxDepth: 6 }) },
			{ weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) },
			{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)) },
		),
		params: fc.array(hostile, { minLength: 4, maxLength: 4 }),
		query: fc.option(fc.webQueryParameters(), { freq: 3 }),
		headers: fc.dictionary(
			fc.constantFrom(
				"content-type",
				"idempotency-key",
				"origin",
				"cookie",
				"authorization",
				"rsc",
				"accept",
				"range",
			),
			fc.oneof(
				fc.constantFrom(
					"application/json",
					"text/plain",
					"application/x-www-form-urlencoded",
					"1",
					"null",
					newKey(),
					"bytes=0-",
					cookie.slice(0, 400),
				),
				fc.string({ unit: inHeader, maxLength: 60 }),
				// One of our cookies, with a seal that is as long as ours.
				fc
					.tuple(
						fc.constantFrom("device", "code", "known", "mine", "typed"),
						fc.string({ unit: inHeader, minLength: 22, maxLength: 22 }),
					)
					.map(([name, seal]) => `firstbell_${name}=${newKey().slice(0, 22)}.${seal}`),
			),
			{ maxKeys: 2 },
		),
	});
	await fc.assert(
		fc.asyncProperty(case_, async ({ route, method, spoilt, body, params, query, headers }) => {
			// While it was made up, the server may have closed the line: that has to be heard of first.
			await new Promise((turn) => setTimeout(turn));
			const [own = "", template = ""] = route.split(" ");
			const used = method ?? own;
			let next = 0;
			const path = template.replace(/\[\w+\]/g, () => encoded(params[next++]));
			const where = `${used} ${path}${query ? `?${query.replace(/ /g, "+")}` : ""}`;
			const form = goodForms[route];
			const bodiless = used === "GET" || used === "HEAD";
			const said =
				form && !bodiless && (body === undefined || typeof body === "string")
					? await putForm(where, body ?? { ...form, ...spoilt }, headers)
					: await put(
							where,
							bodiless ? undefined : (body ?? JSON.stringify({ ...good[route], ...spoilt })),
							headers,
						);
			expect(said.status).toBeLessThan(500);
			if (said.status >= 400 && said.error) {
				expect(isRefusalCode(said.error.code)).toBe(true);
				expect(said.error.message.length).toBeGreaterThan(10);
			} else if (said.status >= 400) {
				// Not by a handler of ours: no such method, an address that Node reads no further, or (with an empty or dotted
				// part) no such address.
				const nobody =
					used === "HEAD" ||
					said.status === 405 ||
					(said.status === 431 && path.length > 10_000) ||
					(said.status === 404 && template.includes("["));
				expect(nobody, `${said.status} ${used} ${path}`).toBe(true);
			}
		}),
		{ numRuns: 600, endOnFailure: true },
	);

	function encoded(value: unknown): string {
		const text = typeof value === "string" ? value : JSON.stringify(value);
		return encodeURIComponent(text.toWellFormed()) || "-";
	}
});
