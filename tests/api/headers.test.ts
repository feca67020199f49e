import { expect, test } from "vitest";
import { ask } from "./support/ask.ts";
import { invite as inviteTo, newOpening as newRoom } from "./support/opening.ts";
import { book, newSchool, startIn } from "./support/school.ts";

const { teachers } = await newSchool();
const handle = teachers[0]?.handle ?? "";
const ref = await book(handle, startIn(3));
const room = await newRoom();
const link = await inviteTo(room);

test.each([
	"/",
	"/find?q=x",
	`/t/${handle}`,
	`/t/${handle}/book`,
	`/b/${ref}`,
	`/b/${ref}/cancel`,
	"/desk",
	"/desk/hours",
	"/desk/types",
	"/desk/preview",
	"/no-such-page",
	`/b/${"A".repeat(44)}`,
	"/t/%E0",
	`/api/slots/${handle}/lesson/2026-W48`,
	`/api/calendars/${ref}`,
	"/api/holds",
	`/opening/${room.id}`,
	`/opening/${room.id}/${link}`,
	`/opening/${room.id}/${"A".repeat(44)}`,
	`/opening/${"0".repeat(40)}`,
	`/api/openings/${room.id}/status/1`,
	"/icon.svg",
])("%s cannot be framed, rebased, sniffed or made to send its forms elsewhere", async (path) => {
	const { headers } = await ask("GET", path);
	expect(headers.get("content-security-policy")?.split("; ")).toEqual(
		expect.arrayContaining([
			"frame-ancestors 'none'",
			"base-uri 'none'",
			"object-src 'none'",
			"form-action 'self'",
		]),
	);
	expect(headers.get("x-frame-options")).toBe("DENY");
	expect(headers.get("x-content-type-options")).toBe("nosniff");
	expect(headers.get("strict-transport-security")).toContain("max-age=63072000");
	expect(headers.get("permissions-policy")).toContain("camera=()");
	expect(headers.get("referrer-policy")).toMatch(
		/^(strict-origin-when-cross-origin|strict-origin|no-referrer|same-origin)$/,
	);
	expect(headers.has("x-powered-by")).toBe(false);
});

test.each([
	[`/b/${ref}`, "no-referrer"],
	// With "no-referrer" their forms would come from nowhere.
	[`/opening/${room.id}`, "same-origin"],
	[`/opening/${room.id}/asked`, "same-origin"],
	[`/opening/${room.id}/${link}`, "same-origin"],
])("%s tells its address to nobody else", async (path, policy) => {
	expect((await ask("GET", path)).headers.get("referrer-policy")).toBe(policy);
});

test("the mailbox of this machine keeps its own, which is stricter", async () => {
	const { headers } = await ask("GET", "/dev/mail");
	expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; /);
});
