import { createHash, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { apiRoutes } from "../../lib/api/routes.ts";
import type { Scope } from "../../lib/token.ts";
import { appUrl, ask, newKey, type Said, send } from "./support/ask.ts";
import { makeStaff } from "./support/office.ts";
import { bearer, everyScope, newToken, tokenBody } from "./support/programs.ts";
import { routes } from "./support/routes.ts";
import { booker, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";
import { good } from "./support/spoil.ts";

const school = await newSchool(3);
type T = (typeof school.teachers)[number];
const [teacher, colleague, leaver] = school.teachers as [T, T, T];
const cookie = await signIn(teacher.email);
const colleagues = await signIn(colleague.email);
const { secret } = await newToken(cookie);

/** A request as a program sends it: its token, and nothing that a browser would add. */
const asProgram = (route: string, token: string, body?: unknown, headers = {}): Promise<Said> => {
	const [method = "", path = ""] = route.split(" ");
	return send(method, path, {
		headers: {
			...bearer(token),
			"idempotency-key": newKey(),
			...(body !== undefined && { "content-type": "application/json" }),
			...headers,
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
};
const wish = (startsAt: string) => ({ teacher: teacher.handle, type: "lesson", startsAt });
const no = ({ status, error }: Said) => [status, error?.code];

describe("a token", () => {
	test("is told once, and what is kept of it opens nothing", async () => {
		const body = tokenBody();
		const made = await ask("POST", "/api/tokens", { cookie, body });
		expect(made.json.secret).toMatch(/^fb_[\w-]{48}$/);
		const [row] = await rows<{ hash: Buffer }>("select * from app.tokens where id = $1", [body.token]);
		const hash = createHash("sha256").update(made.json.secret).digest("hex");
		expect(row?.hash.toString("hex")).toBe(hash);
		const kept = JSON.stringify(row);
		expect(kept).not.toContain(made.json.secret.slice(9));
		const list = await ask("GET", "/api/tokens", { cookie });
		expect(list.text).not.toContain(made.json.secret.slice(9));
		expect(list.json.tokens.find(({ id }: { id: string }) => id === body.token)).toEqual(made.json.token);
		for (const kept of [hash, `fb_${hash}`, made.json.token.beginning])
			expect(no(await asProgram("GET /api/rules", kept))).toEqual([401, "SIGIN"]);
	});

	test("asked for again under its id, as by who never heard, is another one instead, until it is used", async () => {
		const body = tokenBody();
		const first = (await ask("POST", "/api/tokens", { cookie, body })).json.secret;
		const second = (await ask("POST", "/api/tokens", { cookie, body })).json.secret;
		expect(no(await asProgram("GET /api/rules", first))).toEqual([401, "SIGIN"]);
		expect((await asProgram("GET /api/rules", second)).status).toBe(200);
		expect(no(await ask("POST", "/api/tokens", { cookie, body }))).toEqual([409, "STALE"]);
		// Somebody else's id is nobody's business.
		const theirs = tokenBody();
		await ask("POST", "/api/tokens", { cookie: colleagues, body: theirs });
		expect(no(await ask("POST", "/api/tokens", { cookie, body: theirs }))).toEqual([409, "STALE"]);
	});

	test("is worth nothing once it is taken back, has run out, is changed by a letter, or its teacher has left", async () => {
		const { id, secret: short } = await newToken(cookie);
		expect((await asProgram("GET /api/rules", short)).status).toBe(200);
		const last = short.at(-2) === "A" ? "B" : "A";
		for (const wrong of [
			`${short.slice(0, -2)}${last}${short.at(-1)}`,
			short.slice(0, -1),
			"fb_",
			`${short}A`,
		])
			expect(no(await asProgram("GET /api/rules", wrong)), wrong).toEqual([401, "SIGIN"]);
		await rows("update app.tokens set expires_at = now() where id = $1", [id]);
		expect(no(await asProgram("GET /api/rules", short))).toEqual([401, "SIGIN"]);
		await rows("update app.tokens set expires_at = null where id = $1", [id]);
		expect((await asProgram("GET /api/rules", short)).status).toBe(200);
		await ask("POST", "/api/token-removals", { cookie, body: { token: id } });
		expect(no(await asProgram("GET /api/rules", short))).toEqual([401, "SIGIN"]);

		const left = await newToken(await signIn(leaver.email));
		await rows("update app.teachers set user_id = null where handle = $1", [leaver.handle]);
		for (const route of ["GET /api/rules", "GET /api/bookings"])
			expect(no(await asProgram(route, left.secret))).toEqual([403, "DNIED"]);
		expect(no(await asProgram("POST /api/holds", left.secret, wish(startIn(3))))).toEqual([403, "DNIED"]);
	});

	test("decides alone: a session that comes along is not looked at, and needs no Origin", async () => {
		const said = await asProgram("GET /api/rules", secret, undefined, { cookie: colleagues });
		expect(said.json.handle).toBe(teacher.handle);
		const forged = `fb_${"A".repeat(48)}`;
		expect(no(await asProgram("GET /api/rules", forged, undefined, { cookie }))).toEqual([401, "SIGIN"]);
		expect(no(await asProgram("POST /api/holds", forged, wish(startIn(3)), { origin: appUrl }))).toEqual([
			401,
			"SIGIN",
		]);
		expect((await asProgram("POST /api/holds", secret, wish(startIn(3)))).status).toBe(201);
		const plain = { "content-type": "application/json", "idempotency-key": newKey(), cookie };
		for (const headers of [
			plain,
			{ ...plain, authorization: secret },
			{ ...plain, authorization: "Bearer x" },
		])
			expect(
				no(await send("POST", "/api/holds", { headers, body: JSON.stringify(wish(startIn(4))) })),
			).toEqual([403, "ORIGN"]);
	});

	test("says when it was used to the hour and no closer", async () => {
		const { id, secret: used } = await newToken(cookie);
		await asProgram("GET /api/rules", used);
		const [row] = await rows<{ said: boolean }>(
			"select last_used_at = date_trunc('hour', last_used_at) and last_used_at > now() - interval '2 hours' as said from app.tokens where id = $1",
			[id],
		);
		expect(row?.said).toBe(true);
	});

	test("is counted by itself, whatever its teacher does, and whichever device it comes from", async () => {
		const [one, other] = [await newToken(cookie), await newToken(cookie)];
		for (const [route, body] of [["GET /api/rules"], ["POST /api/holds", wish(startIn(5))]] as const) {
			const left = async (token: string) => {
				const { headers } = await asProgram(route, token, body);
				return Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
			};
			const before = await left(one.secret);
			expect(await left(one.secret), route).toBe(before - 1);
			expect(await left(other.secret), route).toBe(before);
		}
	});

	test("is one of at most twenty, and a program makes no other", async () => {
		const fresh = await signIn((await newSchool()).teachers[0]?.email ?? "");
		const made = await newToken(fresh);
		for (let i = 1; i < 20; i++) await newToken(fresh);
		const more = await ask("POST", "/api/tokens", { cookie: fresh, body: tokenBody() });
		expect(no(more)).toEqual([422, "LIMIT"]);
		expect(no(await asProgram("POST /api/tokens", made.secret, tokenBody()))).toEqual([403, "DNIED"]);
	});

	test.each([
		["name", ["", " ", "x".repeat(61), "a\u0000", null]],
		["scopes", [[], ["everything"], ["rules:read", "rules:read"], null, "rules:read"]],
		["days", [0, -1, 731, 1.5, "30"]],
		["token", ["", "x", null]],
	])("has a sound %s", async (field, wrong) => {
		for (const value of wrong) {
			const said = await ask("POST", "/api/tokens", { cookie, body: tokenBody({ [field]: value }) });
			expect(no(said), String(value)).toEqual([422, "INVAL"]);
			expect(Object.keys(said.error?.fields as object)[0]).toMatch(new RegExp(`^${field}`));
		}
	});
});

test("the office's token sees its school, and no other's", async () => {
	const office = await newToken(await signIn(await makeStaff(school)));
	const name = `Seen By The Office ${randomUUID().slice(0, 8)}`;
	const startsAt = startIn(50);
	const body = { ...wish(startsAt), ...booker(name) };
	expect((await asProgram("POST /api/bookings", office.secret, body)).status).toBe(201);
	expect((await asProgram("GET /api/bookings?team=*", office.secret)).text).toContain(name);
	const elsewhere = await newSchool();
	const others = await newToken(await signIn(await makeStaff(elsewhere)));
	expect((await asProgram("GET /api/bookings?team=*", others.secret)).text).not.toContain(name);
});

describe("what a token is not good for is refused", async () => {
	const path = (route: string) => route.replace(/[[{]\w+[\]}]/g, "x");
	const scoped = new Map(apiRoutes.map(({ at, scope }) => [at.replace(/\{(\w+)\}/g, "[$1]"), scope]));
	const only = new Map<Scope, string>();
	const without = new Map<Scope, string>();
	for (const scope of everyScope) {
		only.set(scope, (await newToken(colleagues, [scope])).secret);
		const others = everyScope.filter((other) => other !== scope);
		without.set(scope, (await newToken(colleagues, others)).secret);
	}
	const all = (await newToken(colleagues)).secret;
	// What takes no JSON, and what is opened by another secret.
	const asked = routes.filter((route) => !/form-|mine-|revalidations|sign-outs|empty/.test(route));

	test.each(asked)("%s", async (route) => {
		const body = route.startsWith("GET") ? undefined : good[route];
		const scope = scoped.get(route);
		if (scope) {
			expect(no(await asProgram(path(route), without.get(scope) ?? "", body))).toEqual([403, "DNIED"]);
			const said = await asProgram(path(route), only.get(scope) ?? "", body);
			expect(no(said)).not.toEqual([403, "DNIED"]);
			expect(said.status).not.toBe(401);
			return;
		}
		const [method = ""] = route.split(" ");
		const anonymous = await ask(method, path(route).split(" ")[1] ?? "", { body });
		const said = await asProgram(path(route), all, body);
		// Whatever asks who is signed in takes no token; the rest is everybody's.
		if (anonymous.error?.code === "SIGIN") expect(no(said)).toEqual([403, "DNIED"]);
		else expect(said.status).toBeLessThan(500);
	});
});
