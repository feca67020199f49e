import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusalCode } from "../../lib/refusal.ts";
import { appUrl, ask, given, newKey, post, type Said, send } from "./support/ask.ts";
import { routes } from "./support/routes.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

const school = await newSchool(2);
const [teacher, signedIn] = school.teachers as [T, T];
type T = (typeof school.teachers)[number];
const cookie = await signIn(signedIn.email);
const wish = { teacher: teacher.handle, type: "lesson", startsAt: startIn(3, "08:00") };
const { hold } = (await post("/api/holds", { ...wish, startsAt: startIn(3, "09:00") })).json;
const booking = await book(teacher.handle, startIn(3, "10:00"), booker("Bad Input"));
const operator = { authorization: `Bearer ${given("CRON_SECRET")}` };

/** One good body for each route that takes one: the fields that the tables below spoil. */
const good: Record<string, Record<string, unknown>> = {
	"POST /api/holds": wish,
	"POST /api/bookings": { ...wish, ...booker("Good Body") },
	"POST /api/extensions": { hold },
	"POST /api/releases": { hold },
	"POST /api/cancellations": { booking },
	"PUT /api/hours": { version: 1, spans: [{ weekday: 1, startsMinute: 0, endsMinute: 60 }] },
	"POST /api/sign-in-codes": { email: `nobody@${school.handle}.example` },
	"POST /api/sign-ins": { email: `nobody@${school.handle}.example`, code: "123456" },
	"POST /api/revalidations": { handles: [teacher.handle] },
};

function put(route: string, body: BodyInit | undefined, headers: Record<string, string> = {}): Promise<Said> {
	const [method = "", path = ""] = route.split(" ");
	return send(method, path, {
		headers: {
			...operator,
			cookie,
			origin: appUrl,
			"content-type": "application/json",
			"idempotency-key": newKey(),
			...headers,
		},
		body,
	});
}

const withField = (route: string, field: string, value: unknown) =>
	put(route, JSON.stringify({ ...good[route], [field]: value }));

function refused(said: Said, status: number, code: string, field?: string): void {
	expect([said.status, said.error?.code], said.text.slice(0, 300)).toEqual([status, code]);
	if (field)
		expect(Object.keys(said.error?.fields as object).map((path) => path.split(".")[0])).toContain(field);
}

describe.each(Object.keys(good))("%s", (route) => {
	test("says PARSE to what is not JSON in UTF-8", async () => {
		const bytes = (...hex: number[]) => new Uint8Array(hex);
		for (const body of [
			"",
			" ",
			"{",
			"{'hold':1}",
			"undefined",
			"NaN",
			"{} {}",
			"<html></html>",
			'{"a":"\u0000"}',
			'{"a":1,}',
			bytes(0xff, 0xfe, 0x7b, 0, 0x7d, 0),
			bytes(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d),
			"[".repeat(30_000),
		]) {
			refused(await put(route, body), 400, "PARSE");
		}
	});

	test("says INVAL to JSON of another shape", async () => {
		for (const body of [
			"null",
			"true",
			"0",
			'"text"',
			"[]",
			"[{}]",
			"{}",
			"[".repeat(5_000) + "]".repeat(5_000),
		]) {
			refused(await put(route, body), 422, "INVAL");
		}
		for (const extra of ["__proto__", "constructor", "admin", "state", ""]) {
			const json = JSON.stringify(good[route]).replace("{", `{${JSON.stringify(extra)}:{"admin":true},`);
			refused(await put(route, json), 422, "INVAL");
		}
	});

	test("says LARGE to ten megabytes before they have come", async () => {
		const [method = "", path = ""] = route.split(" ");
		for (const framing of ["content-length: 10485760", "transfer-encoding: chunked"]) {
			const head = [
				`${method} ${path} HTTP/1.1`,
				`host: ${new URL(appUrl).host}`,
				`origin: ${appUrl}`,
				`authorization: ${operator.authorization}`,
				`cookie: ${cookie}`,
				"content-type: application/json",
				framing,
			].join("\r\n");
			// Never more than 3 MB of it, and never an end: only who answers without waiting for one passes.
			const answer = await firstAnswer(`${head}\r\n\r\n`, framing.startsWith("transfer") ? 96 : 0);
			expect(answer.split("\r\n")[0]).toBe("HTTP/1.1 413 Payload Too Large");
			expect(answer).toContain('"LARGE"');
		}
	});
});

/** Sends a head and that many chunks of 32 KB, and gives what comes back, without ever ending the request. */
async function firstAnswer(head: string, chunks: number): Promise<string> {
	const { hostname, port } = new URL(appUrl);
	const socket = connect(Number(port), hostname);
	try {
		return await new Promise<string>((done, fail) => {
			let answer = "";
			socket.setTimeout(15_000, () => fail(new Error("no answer while the body was still coming")));
			socket.on("error", fail);
			socket.on("data", (data) => {
				answer += data;
				if (answer.includes('"LARGE"')) done(answer);
			});
			socket.on("close", () => done(answer));
			socket.write(head);
			for (let i = 0; i < chunks; i++) socket.write(`8000\r\n${" ".repeat(0x8000)}\r\n`);
		});
	} finally {
		socket.destroy();
	}
}

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
			expect(["CLOSD", "NTFND"], said.text).toContain(said.error?.code);
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
		for (const value of [...texts, ...types, ...lines, "x".repeat(121)]) {
			refused(await withField("POST /api/bookings", "name", value), 422, "INVAL", "name");
		}
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
		for (const value of [...types.filter((each) => each !== 1), "1", 0, 2 ** 31, 2 ** 53, -(2 ** 31)]) {
			refused(await withField("PUT /api/hours", "version", value), 422, "INVAL", "version");
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
			refused(await withField("PUT /api/hours", "spans", value), 422, "INVAL", "spans");
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

describe("the Idempotency-Key", () => {
	test.each(["POST /api/holds", "POST /api/bookings"])(
		"%s wants one, of 16 to 100 visible characters",
		async (route) => {
			const before = await taken();
			const body = JSON.stringify(good[route]);
			const [method = "", path = ""] = route.split(" ");
			const bare = { origin: appUrl, "content-type": "application/json" };
			refused(await send(method, path, { headers: bare, body }), 422, "INVAL", "idempotency-key");
			for (const key of [
				"",
				"short",
				"x".repeat(101),
				"with a space in it 123",
				"ümläüts-in-the-key-123",
				"a\tb-1234567890123",
			]) {
				refused(await put(route, body, { "idempotency-key": key }), 422, "INVAL", "idempotency-key");
			}
			expect(await taken()).toBe(before);
		},
	);

	test("two of them are none: nobody can tell which one counts", async () => {
		const body = JSON.stringify({ ...wish, startsAt: startIn(5) });
		const head = [
			"POST /api/holds HTTP/1.1",
			`host: ${new URL(appUrl).host}`,
			`origin: ${appUrl}`,
			"content-type: application/json",
			`content-length: ${body.length}`,
			`idempotency-key: ${newKey()}`,
			`idempotency-key: ${newKey()}`,
			"connection: close",
		].join("\r\n");
		const answer = await firstAnswer(`${head}\r\n\r\n${body}`, 0);
		expect(answer).toMatch(/^HTTP\/1.1 422 .*"INVAL".*"idempotency-key"/s);
	});

	async function taken(): Promise<number> {
		const [row] = await rows<{ n: number }>(
			"select count(*)::int as n from app.appointments join app.teachers on teachers.id = teacher_id where handle = $1",
			[teacher.handle],
		);
		return row?.n ?? 0;
	}
});

describe("text that means something elsewhere", () => {
	const names = [
		`Robert'); drop table app.bookings; --`,
		`<script>alert("x")</script><img src=x onerror=alert(1)>`,
		`"; {{7*7}} <%= 7*7 %> \\u0000 %0d%0aBcc: x`,
		"O’Brien-Ł 王小明 🙂 ‮gnirts",
		"BEGIN:VEVENT;X=1,2\\n\\;END:VEVENT",
		"null",
	];

	test.each(names)("%s is kept as it is, and shown as text", async (name) => {
		const email = `${newKey()}@family.example`;
		const startsAt = startIn(6, `${String(8 + names.indexOf(name)).padStart(2, "0")}:00`);
		const ref = await book(teacher.handle, startsAt, { name, email, timeZone: "UTC" });
		const [row] = await rows<{ name: string }>("select name from app.bookings where email = $1", [email]);
		expect(row?.name).toBe(name);

		const page = await ask("GET", `/b/${ref}`);
		expect(page.status).toBe(200);
		expect(page.text.includes("<img src=x") || page.text.includes("<script>alert")).toBe(false);
		// React puts a comment between two texts; without it, the escaped name stands there whole.
		expect(page.text.replaceAll("<!-- -->", "").includes(escaped(name)), "the name is on the page").toBe(
			true,
		);

		const calendar = await ask("GET", `/api/calendars/${ref}`);
		expect(calendar.status).toBe(200);
		expect(calendar.text.match(/^BEGIN:VEVENT\r$/gm) ?? []).toHaveLength(1);
		expect(calendar.text.split("\r\n").some((line) => /[\r\n]/.test(line))).toBe(false);

		await ask("GET", "/api/mail-deliveries", { headers: operator });
		const mail = await mailOf(email);
		expect(mail.html.includes("<img src=x") || mail.html.includes("<script>alert")).toBe(false);
		expect(mail.headers.map(([header]) => header.toLowerCase())).not.toContain("bcc");
	});

	async function mailOf(email: string) {
		for (let tries = 0; tries < 200; tries++) {
			const [mail] = await mailsTo(email);
			if (mail) return mail;
			await new Promise((wake) => setTimeout(wake, 50));
		}
		throw new Error("no mail came");
	}

	function escaped(text: string): string {
		const signs: Record<string, string> = {
			"&": "&amp;",
			"<": "&lt;",
			">": "&gt;",
			'"': "&quot;",
			"'": "&#x27;",
		};
		return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
	}
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
			startIn(7),
			"x".repeat(9_000),
		),
		fc.string({ unit: "binary", maxLength: 200 }),
		fc.string({ unit: "grapheme", maxLength: 50 }),
		fc.double(),
		fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
		fc.jsonValue({ maxDepth: 4 }),
	);
	const case_ = fc.record({
		route: fc.constantFrom(...routes),
		method: fc.option(fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"), {
			freq: 6,
		}),
		spoilt: fc.dictionary(
			fc.constantFrom("teacher", "type", "startsAt", "name", "email", "hold", "spans", "code"),
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
		params: fc.array(hostile, { minLength: 3, maxLength: 3 }),
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
					"1",
					"null",
					newKey(),
					"bytes=0-",
					cookie.slice(0, 400),
				),
				fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x21-\x7e]/g, "")),
			),
			{ maxKeys: 2 },
		),
	});
	await fc.assert(
		fc.asyncProperty(case_, async ({ route, method, spoilt, body, params, query, headers }) => {
			const [own = "", template = ""] = route.split(" ");
			const used = method ?? own;
			let next = 0;
			const path = template.replace(/\[\w+\]/g, () => encoded(params[next++]));
			const sent = body ?? JSON.stringify({ ...good[route], ...spoilt });
			const said = await put(
				`${used} ${path}${query ? `?${query.replace(/ /g, "+")}` : ""}`,
				used === "GET" || used === "HEAD" ? undefined : sent,
				headers,
			);
			expect(said.status).toBeLessThan(500);
			if (said.status >= 400 && said.error) {
				expect(isRefusalCode(said.error.code)).toBe(true);
				expect(said.error.message.length).toBeGreaterThan(10);
			} else if (said.status >= 400) {
				// Not by a handler of ours: no such method, or (with an empty or dotted part) no such address.
				const nobody =
					used === "HEAD" || said.status === 405 || (said.status === 404 && template.includes("["));
				expect(nobody, `${said.status} ${used} ${path}`).toBe(true);
			}
		}),
		{ numRuns: 500, endOnFailure: true },
	);

	function encoded(value: unknown): string {
		const text = typeof value === "string" ? value : JSON.stringify(value);
		return encodeURIComponent(text.toWellFormed()) || "-";
	}
});
