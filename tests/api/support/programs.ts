import { randomUUID } from "node:crypto";
import type { Scope } from "../../../lib/token.ts";
import { ask } from "./ask.ts";

export const everyScope: Scope[] = ["bookings:read", "bookings:write", "rules:read", "rules:write"];

/** A new token, as the desk asks for it. */
export const tokenBody = (more: object = {}) => ({
	...{ token: randomUUID(), name: "Our website", scopes: everyScope, days: 30, ...more },
});

/** Makes one and gives it, with its id. */
export async function newToken(cookie: string, scopes: Scope[] = everyScope) {
	const said = await ask("POST", "/api/tokens", { cookie, body: tokenBody({ scopes }) });
	if (said.status !== 201) throw new Error(`no token made: ${said.status} ${said.text}`);
	return { id: said.json.token.id as string, secret: said.json.secret as string };
}

export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

/** Nobody answers there. */
export const deaf = "http://127.0.0.1:9/hook?key=Zq4";

/** A new hook, as the desk sends it. */
export const hookBody = (more: object = {}) => ({
	...{ hook: randomUUID(), version: 0, url: deaf, events: ["booking.confirmed"], isOn: true, ...more },
});

/** Adds one and gives its id and its secret. */
export async function addHook(cookie: string, more: object = {}) {
	const said = await ask("PUT", "/api/hooks", { cookie, body: hookBody(more) });
	if (said.status !== 200) throw new Error(`no hook added: ${said.status} ${said.text}`);
	return { id: said.json.hook.id as string, secret: said.json.secret as string };
}
