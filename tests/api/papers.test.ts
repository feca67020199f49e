import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { previousRelease } from "../../stack/upgrade/releases.ts";

const papers = ["README.md", "CHANGELOG.md", "SECURITY.md", ...globSync("docs/**/*.md")];
const text = (path: string) => readFileSync(path, "utf8");
const project = JSON.parse(text("package.json")) as { version: string; license: string; scripts: object };

test("every link of a paper leads to a file that is there, and to a heading of it", () => {
	const lost = papers.flatMap((paper) =>
		linksIn(text(paper))
			.filter((link) => !leads(paper, link))
			.map((link) => `${paper}: ${link}`),
	);
	expect(lost).toEqual([]);
	expect(leads("README.md", "docs/nothing.md")).toBe(false);
	expect(leads("README.md", "docs/openings.md#nothing")).toBe(false);
});

test("whoever runs an older commit is led to how it comes up to the newest, which alone is mended", () => {
	const [, mended = ""] = text("SECURITY.md").split(/^## What is mended$/m);
	expect(linksIn(mended)).toEqual(["docs/upgrading.md#in-this-order"]);
});

test("every command of npm that a paper names is one", () => {
	const named = papers.flatMap((paper) =>
		[...text(paper).matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name),
	);
	expect(named.length).toBeGreaterThan(10);
	// The stack for AWS has a package of its own.
	const scripts = { ...project.scripts, ...JSON.parse(text("stack/aws/package.json")).scripts };
	expect(named.filter((name) => !Object.hasOwn(scripts, name ?? ""))).toEqual([]);
});

test("the version is the last one of the changelog, and the one before it a commit with the migrations that it says", () => {
	const versions = [...text("CHANGELOG.md").matchAll(/^## \[?(\d+\.\d+\.\d+)\]? - \d{4}-\d\d-\d\d$/gm)].map(
		([, one]) => one,
	);
	expect(versions[0]).toBe(project.version);
	const { version, commit, newestMigration } = previousRelease();
	expect(versions).toContain(version);
	expect(commit).toMatch(/^[0-9a-f]{40}$/);
	expect(globSync(`supabase/migrations/${newestMigration}_*.sql`)).toHaveLength(1);
	expect(text("LICENSE")).toMatch(/^\s*GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3,/);
	expect(project.license).toBe("AGPL-3.0-or-later");
});

function linksIn(paper: string): string[] {
	const prose = paper.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
	return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link = ""]) => link)
		.filter((link) => !/^[a-z]+:/.test(link));
}

function leads(paper: string, link: string): boolean {
	const [file = "", heading] = link.split("#");
	const path = file ? normalize(join(dirname(paper), file)) : paper;
	if (!existsSync(path)) return false;
	return heading === undefined || headingsOf(text(path)).includes(heading);
}

/** As a forge makes anchors of them. */
function headingsOf(paper: string): string[] {
	return [...paper.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, "")
			.replaceAll(" ", "-"),
	);
}
