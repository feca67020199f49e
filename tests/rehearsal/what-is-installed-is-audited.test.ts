import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";

type Advisories = Record<string, object[]>;

/** A registry that answers what npm asks it of the packages in a lock, and nothing else. */
let known: Advisories | undefined;
const asked: string[] = [];
const registry = createServer(async (request, response) => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	if (!known || request.url !== "/-/npm/v1/security/advisories/bulk") return response.writeHead(405).end();
	const body = Buffer.concat(chunks);
	asked.push(request.headers["content-encoding"] === "gzip" ? gunzipSync(body).toString() : body.toString());
	const wanted = JSON.parse(asked.at(-1) ?? "{}");
	response.setHeader("content-type", "application/json");
	response.end(JSON.stringify(Object.fromEntries(Object.entries(known).filter(([name]) => name in wanted))));
}).listen(0, "127.0.0.1");
await once(registry, "listening");
const address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
afterAll(() => registry.close());

let ids = 0;
const against = (severity: string) => [
	{
		...{ id: ++ids, url: "https://advisories.example/1", title: "It lets in too much", severity },
		...{ vulnerable_versions: "*", cwe: [], cvss: {} },
	},
];

// npm keeps what it was told of one advisory.
const cache = mkdtempSync(join(tmpdir(), "firstbell-audit-"));
afterAll(() => rmSync(cache, { recursive: true }));

/** The whole command. */
async function audit(answers: Advisories | undefined, words: string[] = [], from = address) {
	known = answers;
	const child = spawn(
		process.execPath,
		["--disable-warning=ExperimentalWarning", "stack/audit.ts", ...words],
		{
			env: {
				...process.env,
				npm_config_registry: from,
				npm_config_cache: cache,
				npm_config_fetch_retries: "0",
			},
			stdio: ["ignore", "pipe", "pipe"],
		},
	);
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
	const [code] = await once(child, "close");
	return { code, said };
}

test("what a deployment runs fails by what is high, with its name and why; the whole lock was asked about", async () => {
	const { code, said } = await audit({ "lru-cache": against("high"), nodemailer: against("critical") });
	expect(said).toContain(
		"OVER THE BUDGET lru-cache (high): It lets in too much, https://advisories.example/1",
	);
	expect(said).toContain("OVER THE BUDGET nodemailer (critical)");
	expect(code).toBe(1);
	expect(Object.keys(JSON.parse(asked.at(-1) ?? "{}"))).toEqual(
		expect.arrayContaining(["next", "pg", "vitest"]),
	);
});

test("what is lower, or only builds and tests, is told and fails nothing", async () => {
	const { code, said } = await audit({ "lru-cache": against("moderate"), "fast-check": against("critical") });
	expect(said).toContain("deployed: lru-cache (moderate)");
	expect(said).toContain("builds and tests alone: fast-check (critical)");
	expect(said).toContain("Audited: nothing high");
	expect(code).toBe(0);
});

test("a registry that knows no such question is not taken for a yes or a no, and neither is none at all", async () => {
	expect(await audit(undefined)).toEqual({ code: 0, said: expect.stringMatching(/^Not audited: /) });
	expect((await audit(undefined, ["--must"], "http://127.0.0.1:9/")).code).toBe(1);
});
