import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { appUrl, ask } from "./support/ask.ts";

afterEach(() => void vi.unstubAllEnvs());

test("a page to try it on shows a teacher by the script and by a frame alone, and both are as they are told to be pasted", async () => {
	const { status, text, headers } = await ask("GET", "/dev/embed?teacher=ada&type=lesson&theme=dark");
	expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
	expect(text).toContain(
		`<script src="${appUrl}/embed.js" data-teacher="ada" data-type="lesson" data-theme="dark" async></script>`,
	);
	expect(text).toContain(
		`<iframe src="${appUrl}/embed/t/ada?type=lesson&amp;theme=dark" title="Book a time"`,
	);
	const told = readFileSync("docs/embed.md", "utf8");
	expect(told).toContain(`/embed.js" data-teacher="ada" async></script>`);
	expect(told).toContain("http://localhost:3000/dev/embed");
});

test("who names nobody sees somebody", async () => {
	expect((await ask("GET", "/dev/embed")).text).toMatch(/data-teacher="[a-z0-9-]+" async/);
});

test("what it is asked for is text there, and nothing else", async () => {
	const hostile = encodeURIComponent(`"><script>alert(1)</script>`);
	for (const query of [`teacher=${hostile}`, `teacher=ada&type=${hostile}&theme=${hostile}`]) {
		const { status, text } = await ask("GET", `/dev/embed?${query}`);
		expect(status).toBe(200);
		expect(text).not.toContain("<script>");
	}
});

test("where there is no mailbox there is no such page either", async () => {
	asANewProcess({ MAILBOX_URL: "" });
	const { GET } = await import("../../app/dev/embed/route.ts");
	const answer = await GET(new Request(`${appUrl}/dev/embed`), undefined);
	expect(answer.status).toBe(404);
});
