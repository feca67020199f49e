import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refusals } from "../../lib/refusal.ts";

const text = readFileSync("docs/refusals.md", "utf8");
const rows = [...text.matchAll(/^\| `(\w{5})` \| (\d{3}) \| (.+) \| (.+) \|$/gm)].map(
	([, code, status, meaning, remedy]) => ({ code, status: Number(status), meaning, remedy }),
);

test("docs/refusals.md has each code once, with its status, and says of each when it comes and what to do", () => {
	expect(rows.map(({ code, status }) => ({ code, status })).toSorted(byCode)).toEqual(
		Object.entries(refusals)
			.map(([code, { status }]) => ({ code, status }))
			.toSorted(byCode),
	);
	for (const { code, meaning, remedy } of rows) {
		expect(meaning, code).toMatch(/\w{3}/);
		expect(remedy, code).toMatch(/\w{3}/);
	}
});

test("what it says more of has a chapter", () => {
	const chapters = [...new Set([...text.matchAll(/\]\(#([\w-]+)\)/g)].map(([, name]) => name ?? ""))];
	expect(chapters).toEqual(["change-of-zone", "queue", "dnied"]);
	for (const name of chapters)
		expect(text.toLowerCase()).toMatch(new RegExp(`^## ${name.replaceAll("-", " ")}$`, "m"));
});

function byCode(a: { code?: string }, b: { code?: string }): number {
	return (a.code ?? "") < (b.code ?? "") ? -1 : 1;
}
