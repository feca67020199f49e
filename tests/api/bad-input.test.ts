import { describe, expect, test } from "vitest";
import { appUrl, newKey, send } from "./support/ask.ts";
import { rows, startIn } from "./support/school.ts";
import {
	cookie,
	firstAnswer,
	good,
	operator,
	put,
	refused,
	takesLists,
	teacher,
	wish,
} from "./support/spoil.ts";

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
			// Never more than 3 MB of it (5 where 4 are taken), and never an end: only who answers without waiting for
			// one passes.
			const chunks = takesLists.includes(route) ? 160 : 96;
			const answer = await firstAnswer(`${head}\r\n\r\n`, framing.startsWith("transfer") ? chunks : 0);
			expect(answer.split("\r\n")[0]).toBe("HTTP/1.1 413 Payload Too Large");
			expect(answer).toContain('"LARGE"');
		}
	});
});

describe("the Idempotency-Key", () => {
	test.each(["POST /api/holds", "POST /api/bookings", "POST /api/teacher-cancellations"])(
		"%s wants one, of 16 to 100 visible characters",
		async (route) => {
			const before = await taken();
			const body = JSON.stringify(good[route]);
			const [method = "", path = ""] = route.split(" ");
			const bare = { cookie, origin: appUrl, "content-type": "application/json" };
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
