import { globSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import nextConfig from "../../next.config.js";
import { type Edge, edge } from "../../stack/rehearsal/edge.ts";
import { everybodysPattern } from "../../stack/rehearsal/everybodys.ts";
import { whyNoRehearsal } from "../../stack/rehearsal/programs.ts";
import { freePorts } from "../support/free-port.ts";

const why = whyNoRehearsal();
const folder = mkdtempSync(join(tmpdir(), "firstbell-everybodys-"));
const everybodys = "public, max-age=0, s-maxage=1, must-revalidate";
const visitors = 4;
let origin: Server;
let front: Edge;
let at = "";
let asked: string[] = [];
let open: ServerResponse[] = [];
let mostAtOnce = 0;

beforeAll(async () => {
	if (why) return;
	// It answers once all visitors have come, or when nobody else comes for a while.
	origin = createServer(({ url = "" }, answer) => {
		asked.push(url);
		answer.setHeader("cache-control", url.includes("/book") ? "private, no-store" : "s-maxage=60");
		open.push(answer);
		mostAtOnce = Math.max(mostAtOnce, open.length);
		if (open.length === visitors) answerAll();
		else setTimeout(answerAll, 700);
	});
	await new Promise<void>((up) => origin.listen(0, "127.0.0.1", up));
	const { port } = await freePorts("port");
	front = edge({ folder, port, originPort: (origin.address() as AddressInfo).port });
	await front.start();
	at = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
	await front?.stop();
	origin?.close();
	rmSync(folder, { recursive: true, force: true });
});

function answerAll(): void {
	for (const each of open) each.end("seen");
	open = [];
}

async function comeTogether(path: string): Promise<void> {
	asked = [];
	mostAtOnce = 0;
	const answers = await Promise.all(Array.from({ length: visitors }, () => fetch(at + path)));
	expect(await Promise.all(answers.map((each) => each.text()))).toEqual(Array(visitors).fill("seen"));
}

test.skipIf(why)("who books without a script waits for nobody else who does", async () => {
	for (const path of ["/t/ada/book", "/t/ada/book?type=lesson&day=2026-12-01"]) {
		await comeTogether(path);
		expect({ path, mostAtOnce, asked }).toEqual({
			...{ path, mostAtOnce: visitors, asked: Array(visitors).fill(path) },
		});
	}
});

test.skipIf(why)(
	"a teacher's page is asked for once, however many come, and by each of its parts",
	async () => {
		for (const path of ["/t/ada", "/t/ada?_rsc=1a2b3", "/team/maths", "/t/k%C3%A4the"]) {
			await comeTogether(path);
			expect(asked).toEqual([path]);
		}
	},
);

test("an edge keeps no page that next.config.js does not call everybody's", async () => {
	const { headers } = nextConfig as unknown as { headers: () => Promise<Said[]> };
	const said = await headers();
	const fits = (source: string, path: string) =>
		new RegExp(
			`^${source
				.replaceAll(/\/:\w+\*/g, "/.*")
				.replaceAll(/\/:\w+\(/g, "/(")
				.replaceAll(/\/:\w+/g, "/[^/]+")}$`,
		).test(path);
	const isEverybodys = (path: string) =>
		said
			.filter(({ source }) => fits(source, path))
			.flatMap((each) => each.headers)
			.some(({ key, value }) => key === "Cache-Control" && value === everybodys);
	const pages = globSync("**/page.tsx", { cwd: "app/[lang]" }).map(
		(file) => `/${file}`.replace(/\/page\.tsx$/, "").replaceAll(/\[\w+\]/g, "0a-1b") || "/",
	);
	const kept = pages.filter((path) => new RegExp(everybodysPattern).test(path));
	expect(kept.toSorted()).toEqual(["/", "/opening/0a-1b", "/t/0a-1b", "/team/0a-1b"]);
	expect(kept.filter((path) => !isEverybodys(path))).toEqual([]);
	// The sources are read as they are meant: of what is one person's none is called so.
	expect(pages).toContain("/t/0a-1b/book");
	expect(pages.filter(isEverybodys).length).toBeLessThan(10);
	expect(isEverybodys("/t/0a-1b/book")).toBe(false);
});

type Said = { source: string; headers: { key: string; value: string }[] };
