import { globSync, readFileSync } from "node:fs";
import { basename, matchesGlob } from "node:path";
import { expect, test, vi } from "vitest";

const files = globSync("tests/e2e/*.test.ts");
// Which browser there is makes no difference to what would run in it.
vi.mock("../support/browser-launch.ts", () => ({ browserLaunch: () => ({}) }));
const projects = [...(await projectsWith("browser")), ...(await projectsWith("views"))];
const journeys = await projectsWith("journeys");
vi.unstubAllEnvs();

/** The projects that run a file, in `npm test -- browser` or in `views`. */
function projectsOf(file: string, among = projects): string[] {
	const fits = (globs: string[]) => globs.some((glob) => matchesGlob(file, glob));
	return among.flatMap(({ name = "", testMatch, testIgnore = [] }) => {
		const isAsked = testMatch === undefined || fits(testMatch as string[]);
		return isAsked && !fits(testIgnore as string[]) ? [name] : [];
	});
}

async function projectsWith(part: string) {
	vi.stubEnv("TEST_PART", part);
	vi.resetModules();
	return (await import("../../playwright.config.ts")).default.projects ?? [];
}

/** The projects that a file names: to `once`, or by what it compares a project's name with. */
function namedIn(text: string): string[] {
	return [...text.matchAll(/"((?:phone|desk), [\w, ]+)"/g)].map(([, name = ""]) => name);
}

test("no test in a browser names a project that its file does not run in", () => {
	expect(files.length).toBeGreaterThan(40);
	let found = 0;
	for (const file of files) {
		const running = projectsOf(file);
		expect(running, `${file} runs somewhere`).not.toEqual([]);
		const named = namedIn(readFileSync(file, "utf8"));
		found += named.length;
		for (const name of named) expect(running, `${basename(file)} names “${name}”`).toContain(name);
	}
	expect(found).toBeGreaterThan(20);
});

test("each journey is one of them, at the place where `browser` sees it, too", () => {
	const walked = files.filter((file) => projectsOf(file, journeys).length > 0);
	const globs = journeys.flatMap(({ testMatch = [] }) => testMatch as string[]);
	expect(globs.length).toBeGreaterThan(5);
	expect(globs.filter((glob) => !walked.some((file) => matchesGlob(file, glob)))).toEqual([]);
	for (const file of walked)
		expect(projectsOf(file), file).toEqual(expect.arrayContaining(projectsOf(file, journeys)));
});

test("one that names a project of other files is found", () => {
	expect(namedIn(`once("desk, Kathmandu");`)).toEqual(["desk, Kathmandu"]);
	expect(projectsOf("tests/e2e/zones.test.ts")).toContain("desk, Kathmandu");
	expect(projectsOf("tests/e2e/opening-keys.test.ts")).not.toContain("desk, Kathmandu");
});
