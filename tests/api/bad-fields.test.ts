import { describe, expect, test } from "vitest";
import { ask, newKey, post } from "./support/ask.ts";
import { startIn } from "./support/school.ts";
import { refused, teacher, wish, withField } from "./support/spoil.ts";

describe("fields", () => {
	const texts = ["", " ", "\u0000", "a\u0000b", "\ud800", "a\udc00b", "x".repeat(70_000).slice(0, 60_000)];
	const types: unknown[] = [null, true, 0, -1, 1.5, 1e308, [], {}, ["x"], { toString: "x" }];

	test.each(["teacher", "type"])("%s: only a handle is one", async (field) => {
		const wrong = [
			"../../etc/passwd",
			"A",
			"a--b",
			"-a",
			"a b",
			"é",
			"'; drop table app.bookings; --",
			"a".repeat(61),
		];
		for (const value of [...texts, ...types, ...wrong]) {
			refused(await withField("POST /api/holds", field, value), 422, "INVAL", field);
			refused(await withField("POST /api/bookings", field, value), 422, "INVAL", field);
		}
	});

	test("startsAt: only an instant of this century that the calendar knows is one", async () => {
		for (const value of [
			...texts,
			...types,
			"2026-11-30",
			"2026-11-30T09:00",
			"2026-11-30T09:00:00",
			"2026-11-30 09:00:00Z",
			"2026-02-30T09:00:00Z",
			"2026-02-29T09:00:00Z",
			"2026-13-01T09:00:00Z",
			"2026-11-31T09:00:00Z",
			"2026-11-30T24:00:00Z",
			"2026-11-30T09:60:00Z",
			"2026-11-30T09:00:60Z",
			"0000-01-01T00:00:00Z",
			"0001-01-01T00:00:00Z",
			"1999-12-31T23:59:59Z",
			"9999-12-31T23:59:59Z",
			"+275760-09-13T00:00:00Z",
			"-000001-01-01T00:00:00Z",
			"now",
			"infinity",
			"2026-11-30T09:00:00+24:00",
			"2026-11-30T09:00:00[Europe/Berlin]",
			`2026-11-30T09:00:00.${"0".repeat(5_000)}Z`,
			"2026-11-30T09:00:00Z'; select 1; --",
		]) {
			refused(await withField("POST /api/holds", "startsAt", value), 422, "INVAL", "startsAt");
		}
		// What is an instant and can never be offered is answered as such, whatever its offset.
		for (const value of [
			"2000-01-01T00:00:00+23:59",
			"2026-11-30T09:00:00-23:59",
			"2099-12-31T23:59:59.999999999Z",
		]) {
			const said = await withField("POST /api/holds", "startsAt", value);
			expect(["CLOSD", "GONE0"], said.text).toContain(said.error?.code);
		}
	});

	test("an instant may come with any offset, and is the same instant", async () => {
		const at = startIn(4, "08:00");
		const elsewhere = new Date(Date.parse(at) + 20_700_000).toISOString().replace(".000Z", "+05:45");
		const key = newKey();
		const said = await post("/api/holds", { ...wish, startsAt: elsewhere }, key);
		expect([said.status, said.json.startsAt]).toEqual([201, at]);
		expect((await post("/api/holds", { ...wish, startsAt: at }, key)).text).toBe(said.text);
	});

	test("name: a line of text that is not empty, too long or broken", async () => {
		const lines = [
			"Ann\r\nBcc: all@school.example",
			"Ann\nBEGIN:VEVENT",
			"Ann\rX",
			"a\u2028b",
			"a\u0085b",
			"a\u001bb",
		];
		// Nothing to call somebody by, or more than meets the eye.
		const hidden = [
			"-",
			"…",
			"🙂",
			"\u200d",
			"Ann\u202ennA",
			"Ann\u2066",
			"An\u200bn",
			"A\u00adnn",
			"Ann\u{e0041}",
		];
		const links = ["https://win.example", "Ann WWW.win.example", "see ftp://x"];
		for (const value of [...texts, ...types, ...lines, ...hidden, ...links, "x".repeat(121)]) {
			refused(await withField("POST /api/bookings", "name", value), 422, "INVAL", "name");
		}
	});

	test("name: what is wrong with it is said, one thing at a time", async () => {
		const said = async (name: string) =>
			(await withField("POST /api/bookings", "name", name)).json.error.fields.name;
		expect(await said("")).toBe("Please give a name.");
		expect(await said("!?")).toBe("A name has a letter or a number in it.");
		expect(await said("Ann\u202ennA")).toBe("A name has no invisible characters in it.");
		expect(await said("win at www.win.example")).toBe("A name has no link in it.");
	});

	test.each([["POST /api/bookings"], ["POST /api/sign-in-codes"], ["POST /api/sign-ins"]])(
		"email on %s: one plain address",
		async (route) => {
			const wrong = ["ann", "ann@", "@b.example", "a b@c.example", "ann@school", "a@b.example,c@d.example"];
			wrong.push(
				"Ann <ann@b.example>",
				"a@b.example\r\nBcc: x@y.example",
				`${"a".repeat(250)}@b.example`,
				"a@b..example",
			);
			wrong.push("a'--@b", '"a b"@c.example', "a@[127.0.0.1]", "ann@exämple.example", "%0d%0a@b.example");
			for (const value of [...texts, ...types, ...wrong]) {
				refused(await withField(route, "email", value), 422, "INVAL", "email");
			}
		},
	);

	test("timeZone: only a zone that there is", async () => {
		const wrong = [
			"Mars/Olympus",
			"Europe/Berlin; drop",
			"+02:00",
			"GMT+2",
			"Europe",
			"CET ",
			"../Europe/Berlin",
		];
		for (const value of [...texts, ...types, ...wrong, `Europe/${"x".repeat(60)}`]) {
			refused(await withField("POST /api/bookings", "timeZone", value), 422, "INVAL", "timeZone");
		}
	});

	test.each([
		["POST /api/extensions", "hold"],
		["POST /api/releases", "hold"],
		["POST /api/bookings", "hold"],
		["POST /api/cancellations", "booking"],
		["POST /api/moves", "booking"],
	])("%s: a reference that was never given", async (route, field) => {
		for (const value of [
			...texts,
			...types,
			"A".repeat(43),
			"A".repeat(45),
			"!".repeat(44),
			`${"A".repeat(43)}=`,
		]) {
			refused(await withField(route, field, value), 422, "INVAL", field);
		}
		if (route !== "POST /api/bookings") refused(await withField(route, field, "A".repeat(44)), 404, "NTFND");
	});

	test.each(["POST /api/cancellations", "POST /api/series-cancellations"])(
		"%s: a reason that is too long, or no text",
		async (route) => {
			for (const value of [...types, "x".repeat(501), "a\u0000b", "\ud800"]) {
				refused(await withField(route, "reason", value), 422, "INVAL", "reason");
			}
		},
	);

	test("code: six digits", async () => {
		for (const value of [
			...texts,
			...types,
			123456,
			"12345",
			"1234567",
			"12345a",
			"１２３４５６",
			"-12345",
		]) {
			refused(await withField("POST /api/sign-ins", "code", value), 422, "INVAL", "code");
		}
	});

	test("version and spans: whole numbers within a week, and not ten thousand of them", async () => {
		for (const value of [...types.filter((each) => each !== 0), "1", 2 ** 31, 2 ** 53, -(2 ** 31)]) {
			refused(await withField("PUT /api/schedules", "version", value), 422, "INVAL", "version");
		}
		const span = { weekday: 1, startsMinute: 0, endsMinute: 60 };
		const spans = [
			null,
			{},
			"x",
			[null],
			[[]],
			[{}],
			[{ ...span, weekday: "1" }],
			[{ ...span, weekday: 8 }],
			[{ ...span, endsMinute: 2 ** 40 }],
			[{ ...span, startsMinute: -1 }],
			[{ ...span, more: 1 }],
			[span, span],
			Array.from({ length: 1_200 }, () => ({ ...span })),
		];
		for (const value of spans) {
			refused(await withField("PUT /api/schedules", "spans", value), 422, "INVAL", "spans");
		}
	});

	test("handles: ten thousand are taken, what is no handle is not", async () => {
		const handles = Array.from({ length: 10_000 }, (_, i) => `nobody-${i}`);
		expect((await withField("POST /api/revalidations", "handles", handles)).status).toBe(204);
		refused(
			await withField("POST /api/revalidations", "handles", Array(20_001).fill("a")),
			422,
			"INVAL",
			"handles",
		);
		for (const value of [...types.filter((each) => !Array.isArray(each)), ["A"], ["x".repeat(61)], [null]]) {
			refused(await withField("POST /api/revalidations", "handles", value), 422, "INVAL", "handles");
		}
	});
});

describe("addresses", () => {
	test("an escape that is cut short is a 404, in a page and in a route", async () => {
		for (const path of [
			"/%E0%A4%A",
			"/t/%E0",
			"/b/%E0%A4%A",
			"/api/calendars/%ff",
			"/api/slots/a/b/%c0%80",
			"/desk/%",
		]) {
			expect((await ask("GET", path)).status, path).toBe(404);
		}
	});

	test("a week, a handle or a reference that cannot be is refused with its name", async () => {
		const hostile = [
			"%00",
			"..%2f..%2fetc",
			"%3Cscript%3E",
			"a%0d%0aSet-Cookie:x=1",
			"%F0%9F%99%82",
			"x".repeat(3_000),
		];
		for (const part of hostile) {
			refused(await ask("GET", `/api/slots/${part}/lesson/2026-W48`), 422, "INVAL", "teacher");
			refused(await ask("GET", `/api/slots/${teacher.handle}/${part}/2026-W48`), 422, "INVAL", "type");
			refused(await ask("GET", `/api/slots/${teacher.handle}/lesson/${part}`), 422, "INVAL", "week");
			refused(await ask("GET", `/api/calendars/${part}`), 422, "INVAL");
			for (const page of ["/t/", "/b/", "/find?q="]) {
				const said = await ask("GET", page + part);
				expect(said.status, page + part).toBeLessThan(500);
				expect(said.headers.get("set-cookie")).toBeNull();
			}
		}
		for (const week of [
			"0000-W01",
			"9999-W52",
			"2026-W1",
			"2026-W99",
			"-2026-W48",
			"2026-W48-1",
			"２０２６-W48",
		]) {
			refused(
				await ask("GET", `/api/slots/${teacher.handle}/lesson/${encodeURIComponent(week)}`),
				422,
				"INVAL",
				"week",
			);
		}
	});
});
