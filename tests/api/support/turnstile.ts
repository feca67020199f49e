import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/**
 * A check that speaks as Cloudflare documents its siteverify: JSON or a form comes in, a token is good once, and once more under
 * the same idempotency key. `solve` is what a browser would have got.
 */
export async function turnstile(secret: string) {
	type Token = { hostname: string; action: string; used?: string | null };
	const tokens = new Map<string, Token>();
	const asked: Record<string, string>[] = [];
	let ills: "no" | "silent" | "broken" | "internal-error" = "no";
	const server = createServer(async (request, response) => {
		let text = "";
		for await (const chunk of request) text += chunk;
		if (request.method !== "POST" || request.url !== "/turnstile/v0/siteverify")
			return response.writeHead(404).end();
		if (ills === "silent") return;
		if (ills === "broken") return response.writeHead(502).end("<html>");
		const json = request.headers["content-type"] === "application/json";
		const wish = json ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
		asked.push(wish);
		const say = (told: object) =>
			response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(told));
		const no = (code: string) => say({ success: false, "error-codes": [code], messages: [] });
		if (ills === "internal-error") return no(ills);
		if (!wish.secret) return no("missing-input-secret");
		if (wish.secret !== secret) return no("invalid-input-secret");
		if (!wish.response) return no("missing-input-response");
		const token = tokens.get(wish.response);
		if (!token) return no("invalid-input-response");
		const key = wish.idempotency_key ?? null;
		if (token.used !== undefined && (key === null || token.used !== key)) return no("timeout-or-duplicate");
		token.used = key;
		const { hostname, action } = token;
		return say({
			success: true,
			challenge_ts: new Date().toISOString(),
			"error-codes": [],
			hostname,
			action,
			cdata: "",
		});
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	let made = 0;
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		solve(more: Partial<Token> = {}): string {
			const token = `0.token-${++made}`;
			tokens.set(token, { hostname: "127.0.0.1", action: "firstbell", ...more });
			return token;
		},
		fall(ill: typeof ills) {
			ills = ill;
		},
	};
}
