import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { ask } from "../ask.ts";
import { addHook, hookBody, newToken, tokenBody } from "../programs.ts";
import { rows } from "../school.ts";
import { type Actor, as, cookies, everyone, only, type Row } from "./actors.ts";
import { booked, secret } from "./belongings.ts";

const signedIn = ["teacher", "colleague", "stranger", "staff", "other staff"] as const;
/** What everybody has who has a desk or an office. */
const anyones = (status: number) => ({ ...only(status, 401, ...signedIn), "former teacher": 403 });
/** What is a teacher's: who is none is told apart from who is another. */
const own = (status: number, others: number) => ({
	...only(others, 401, "colleague", "stranger"),
	...{ teacher: status, "former teacher": 403, staff: 403, "other staff": 403 },
});

const token = await newToken(cookies.teacher ?? "");
const hook = await addHook(cookies.teacher ?? "");
const versionNow = async () => {
	const [row] = await rows<{ version: number }>("select version from app.hooks where id = $1", [hook.id]);
	return row?.version;
};
const post = (path: string, body: object, actor: Actor) => ask("POST", path, { ...as(actor), body });

/** What programs are given to act by and to be told by, and other websites to show. */
export const ofPrograms: Record<string, Row[]> = {
	"GET /api/openapi.json": [
		{ expected: everyone(200), attempt: (actor) => ask("GET", "/api/openapi.json", as(actor)) },
	],
	"GET /dev/embed": [{ expected: everyone(200), attempt: (actor) => ask("GET", "/dev/embed", as(actor)) }],
	"GET /api/bookings": [
		{
			expected: {
				...only(200, 401, "teacher", "colleague", "stranger"),
				...{ "former teacher": 403, staff: 403, "other staff": 403 },
			},
			attempt: async (actor) => {
				await booked();
				const said = await ask("GET", "/api/bookings", as(actor));
				expect(said.text.includes(secret)).toBe(actor === "teacher");
				return said;
			},
		},
		{
			expected: anyones(200),
			attempt: async (actor) => {
				const said = await ask("GET", "/api/bookings?team=*", as(actor));
				expect(said.text.includes(secret)).toBe(actor === "teacher" || actor === "staff");
				return said;
			},
		},
	],
	"GET /api/tokens": [
		{
			expected: anyones(200),
			attempt: async (actor) => {
				const said = await ask("GET", "/api/tokens", as(actor));
				expect(said.text.includes(token.id)).toBe(actor === "teacher");
				return said;
			},
		},
	],
	"POST /api/tokens": [
		{ expected: anyones(201), attempt: (actor) => post("/api/tokens", tokenBody(), actor) },
	],
	// Another's is as good as none, and stays.
	"POST /api/token-removals": [
		{
			expected: anyones(200),
			attempt: async (actor) => {
				const { id } = await newToken(cookies.teacher ?? "");
				const said = await post("/api/token-removals", { token: id }, actor);
				const left = await rows("select from app.tokens where id = $1", [id]);
				expect(left).toHaveLength(actor === "teacher" ? 0 : 1);
				await post("/api/token-removals", { token: id }, "teacher");
				return said;
			},
		},
	],
	"GET /api/hooks": [
		{
			expected: own(200, 200),
			attempt: async (actor) => {
				const said = await ask("GET", "/api/hooks", as(actor));
				expect(said.text.includes(hook.id)).toBe(actor === "teacher");
				return said;
			},
		},
	],
	"PUT /api/hooks": [
		{
			expected: own(200, 404),
			attempt: async (actor) => {
				const change = { hook: hook.id, version: await versionNow(), url: undefined };
				return ask("PUT", "/api/hooks", { ...as(actor), body: hookBody(change) });
			},
		},
	],
	"POST /api/hook-removals": [
		{
			expected: own(204, 204),
			attempt: (actor) =>
				post("/api/hook-removals", { hook: actor === "teacher" ? randomUUID() : hook.id }, actor),
		},
	],
	"POST /api/hook-secrets": [
		{
			expected: own(200, 404),
			attempt: (actor) => post("/api/hook-secrets", { hook: hook.id, secret: randomUUID() }, actor),
		},
	],
	"POST /api/hook-replays": [
		{
			expected: own(200, 404),
			attempt: (actor) => post("/api/hook-replays", { hook: hook.id }, actor),
		},
	],
	"GET /api/hook-deliveries": [
		{
			expected: only(200, 403, "operator"),
			attempt: (actor) => ask("GET", "/api/hook-deliveries", as(actor)),
		},
	],
};
