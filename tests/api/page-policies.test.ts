import { describe, expect, test } from "vitest";
import { addresses, handle } from "./support/addresses.ts";
import { ask, given, send } from "./support/ask.ts";
import { policiesOf, refusedOf } from "./support/policy.ts";
import { pages } from "./support/routes.ts";
import { rows } from "./support/school.ts";

const csp = "content-security-policy";

test("every page is here, so that a new one has to show that it keeps to a policy", () => {
	expect(Object.keys(addresses).sort()).toEqual([...pages].sort());
});

describe.each(Object.entries(addresses))("%s", (page, { path, cookie }) => {
	test("runs and shows nothing that its policy would not, and its policy knows no unsafe word", async () => {
		for (const language of ["en", "de"]) {
			const headers = { "accept-language": language };
			const said = await ask("GET", path, { cookie, headers });
			expect(said.status).toBe(page === "/nothing-here" ? 404 : 200);
			expect(refusedOf(said.text, said.headers.get(csp))).toEqual([]);
		}
	});

	test("has a header that any proxy takes, however much is on it", async () => {
		const { headers } = await ask("GET", path, { cookie });
		const size = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
		// What nginx has room for, unless it is told.
		expect(size).toBeLessThan(3_000);
	});
});

test("the check itself finds each way in which a page could break its policy", () => {
	const strict = "script-src 'self' 'nonce-n'; style-src 'self'";
	expect(refusedOf(`<script nonce="n">1</script><script src="/a.js"></script>`, strict)).toEqual([]);
	for (const [html, header] of [
		["<script>1</script>", strict],
		[`<script nonce="m">1</script>`, strict],
		[`<script nonce="n">1</script>`, `${strict}, script-src 'self'; style-src 'self'`],
		[`<script src="https://elsewhere.example/a.js"></script>`, strict],
		[`<script src="//elsewhere.example/a.js"></script>`, strict],
		["<style>p{}</style>", strict],
		[`<p style="color:red">`, `${strict} 'unsafe-hashes' 'sha256-aDEx'`],
		[`<p style="color:red">`, strict],
		[`<svg><g style="color:red"></g></svg>`, strict],
		[`<p onclick="1">`, strict],
		[`<a href="javascript:1">`, strict],
		["<p>", "frame-ancestors 'none'"],
		["<p>", "script-src 'self' 'unsafe-inline'; style-src 'self'"],
		["<p>", "script-src 'self'; style-src 'self' 'unsafe-inline'"],
		["<p>", "script-src 'self' https:; style-src 'self'"],
	] as const)
		expect(refusedOf(html, header), html).not.toEqual([]);
});

describe("a page that is made once for everybody", () => {
	const asked = async (headers?: Record<string, string>) => {
		const said = await ask("GET", `/t/${handle}`, { headers });
		expect(refusedOf(said.text, said.headers.get(csp))).toEqual([]);
		return { ...said, policy: said.headers.get(csp) ?? "" };
	};

	test("keeps its policy while it is kept, and gets another with the edit that makes it anew", async () => {
		const first = await asked();
		expect(await asked()).toMatchObject({ policy: first.policy, text: first.text });
		await rows("update app.teachers set about = 'Edited, and so of another hash.' where handle = $1", [
			handle,
		]);
		const authorization = `Bearer ${given("CRON_SECRET")}`;
		await ask("POST", "/api/revalidations", { headers: { authorization }, body: { handles: [handle] } });
		await expect.poll(async () => (await asked()).text, { timeout: 30_000 }).toContain("Edited, and so of");
		const edited = await asked();
		expect(edited.policy).not.toBe(first.policy);
		expect(edited.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1, must-revalidate");
	});

	test("names exactly one script, whose hash stands for all that Next put into it", async () => {
		for (const path of ["/", `/t/${handle}`, "/docs/api", "/no-such-page"]) {
			const said = await ask("GET", path);
			const named = policiesOf(said.headers.get(csp)).flatMap((policy) => policy.get("script-src") ?? []);
			expect(named, path).toEqual(["'self'", expect.stringMatching(/^'sha256-.{44}'$/)]);
		}
	});

	test("does not keep a nonce that somebody sends along", async () => {
		const forged = "script-src 'nonce-Zm9yZ2Vk'";
		const { text, policy } = await asked({ [csp]: forged });
		expect(`${text}${policy}`).not.toContain("Zm9yZ2Vk");
		const fresh = await send("GET", `/t/nobody-${Date.now()}`, { headers: { [csp]: forged } });
		expect(refusedOf(fresh.text, fresh.headers.get(csp))).toEqual([]);
		expect(fresh.headers.get(csp)).not.toContain("Zm9yZ2Vk");
	});
});

describe("a page that is made for who asks", () => {
	test.each(["/find?q=x", `/t/${handle}/book`, "/desk", "/mine"])(
		"%s has a nonce of its own each time, of 128 bits, and none that is sent along",
		async (path) => {
			const nonces = new Set<string>();
			for (let times = 0; times < 5; times++) {
				const { headers, text } = await ask("GET", path, {
					headers: { [csp]: "script-src 'nonce-Zm9yZ2Vk'" },
				});
				const nonce = /'nonce-([^']+)'/.exec(headers.get(csp) ?? "")?.[1] ?? "";
				expect(Buffer.from(nonce, "base64")).toHaveLength(16);
				expect(text).toContain(`nonce="${nonce}"`);
				expect(text).not.toContain("Zm9yZ2Vk");
				nonces.add(nonce);
			}
			expect(nonces.size).toBe(5);
		},
	);
});
