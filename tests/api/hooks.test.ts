import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { HookEvent } from "../../lib/api/hook-event.ts";
import type { DeskUser } from "../../lib/auth.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book } from "../support/verbs.ts";

// A program elsewhere: `npm test` says that 127.0.0.1 may be told, and by http.
type Heard = { path: string; headers: IncomingHttpHeaders; body: string };
const heard: Heard[] = [];
let answer = (respond: ServerResponse, _heard: Heard): unknown => respond.writeHead(204).end();
const program = createServer(async (request, respond) => {
	let body = "";
	for await (const chunk of request) body += chunk;
	const what = { path: request.url ?? "", headers: request.headers, body };
	heard.push(what);
	answer(respond, what);
});
await new Promise<void>((ready) => program.listen(0, "127.0.0.1", ready));
const here = `http://127.0.0.1:${(program.address() as AddressInfo).port}`;

// A database of its own: the app's cron drains the other one.
const { admin, serverUrl } = await ownDatabase();
process.env.DATABASE_URL = serverUrl;
const connects = vi.spyOn(pg.Pool.prototype, "connect");
const pools = new Set<pg.Pool>();
const { saveHook } = await import("../../lib/hooks/save-hook.ts");
const { renewSecret } = await import("../../lib/hooks/renew-secret.ts");
const { listHooks } = await import("../../lib/hooks/list-hooks.ts");
const { tellHooks } = await import("../../lib/hooks/tell-hooks.ts");

const who = { userId: randomUUID() } as DeskUser;
await seedTeacher(admin, "ada");
await admin.query("update app.teachers set user_id = $1", [who.userId]);
let half = 0;
const events = ["booking.confirmed", "booking.cancelled"] as const;
async function addHook(path: string) {
	const wish = { hook: randomUUID(), version: 0, url: here + path, events: [...events], isOn: true };
	const { hook, secret } = await saveHook(who, wish);
	return { id: hook.id, secret: secret ?? "" };
}
const bookOne = () => book(admin, { at: slotStart(++half) });
const comeDue = () => admin.query("update app.hook_deliveries set due_at = now() where due_at > now()");
const state = async () => (await listHooks(who)).flatMap(({ deliveries }) => deliveries);

beforeEach(async () => {
	heard.length = 0;
	answer = (respond) => respond.writeHead(204).end();
	await admin.query("delete from app.hooks");
});
afterEach(() => {
	for (const pool of connects.mock.contexts) pools.add(pool as pg.Pool);
});
afterAll(async () => {
	program.closeAllConnections();
	program.close();
	for (const pool of pools) await pool.end();
});

test("a booking is told once, signed so that the other side's own library believes it, and nobody else's does", async () => {
	const { secret } = await addHook("/hook?key=s3cret");
	const { booking_id } = await bookOne();
	expect(await tellHooks(10_000)).toEqual({ told: 1, failed: 0 });
	expect(await tellHooks(10_000)).toEqual({ told: 0, failed: 0 });
	const [message] = heard;
	expect(heard).toHaveLength(1);
	expect(message?.path).toBe("/hook?key=s3cret");
	expect(message?.headers["content-type"]).toBe("application/json");
	const { body = "", headers = {} } = message ?? {};
	const signed = headers as Record<string, string>;
	const event = new Webhook(secret).verify(body, signed);
	expect(HookEvent.parse(event), "nothing more than is documented").toEqual(event);
	expect(event).toMatchObject({ version: 1, type: "booking.confirmed", data: { id: booking_id } });
	const other = new Webhook(Buffer.alloc(32).toString("base64"));
	expect(() => other.verify(body, signed)).toThrow();
	expect(() => new Webhook(secret).verify(body.replace("confirmed", "cancelled"), signed)).toThrow();
	const elsewhere = { ...signed, "webhook-id": randomUUID() };
	expect(() => new Webhook(secret).verify(body, elsewhere)).toThrow();
});

test("for a day both secrets sign, then the new one alone", async () => {
	const { id, secret: old } = await addHook("/renewed");
	const { secret = "" } = await renewSecret(who, { hook: id, secret: randomUUID() });
	await bookOne();
	await tellHooks(10_000);
	const verify = (key: string | null) =>
		new Webhook(key ?? "").verify(heard.at(-1)?.body ?? "", heard.at(-1)?.headers as Record<string, string>);
	expect(verify(old)).toEqual(verify(secret));
	await admin.query("update app.hooks set old_until = now()");
	await bookOne();
	await tellHooks(10_000);
	expect(verify(secret)).toMatchObject({ type: "booking.confirmed" });
	expect(() => verify(old)).toThrow();
});

test("one that fails is told again by the same id, with the words of why for its teacher, and holds up no other", async () => {
	await addHook("/fails");
	await addHook("/works");
	const { booking_id } = await bookOne();
	answer = (respond, { path }) => respond.writeHead(path === "/fails" ? 500 : 200).end("thanks");
	expect(await tellHooks(10_000)).toEqual({ told: 1, failed: 1 });
	expect(await state()).toEqual([
		expect.objectContaining({ state: "waiting", status: 500, error: "It answered with 500.", attempts: 1 }),
		expect.objectContaining({ state: "told", status: 200, error: null, bookingId: booking_id }),
	]);
	expect(await tellHooks(10_000), "it waits for its next turn").toEqual({ told: 0, failed: 0 });
	answer = (respond) => respond.writeHead(200).end();
	await comeDue();
	expect(await tellHooks(10_000)).toEqual({ told: 1, failed: 0 });
	const ids = heard.filter(({ path }) => path === "/fails").map(({ headers }) => headers["webhook-id"]);
	expect(ids).toHaveLength(2);
	expect(new Set(ids).size).toBe(1);
});

test("what became of one booking is heard in its order, though the first of it had to be tried again", async () => {
	await addHook("/order");
	const { booking_id } = await bookOne();
	let tries = 0;
	answer = (respond) => respond.writeHead(++tries === 1 ? 503 : 200).end();
	await tellHooks(10_000);
	await admin.query("select api.cancel_booking($1, 1)", [booking_id]);
	expect(await tellHooks(10_000), "it waits behind the first").toEqual({ told: 0, failed: 0 });
	await comeDue();
	expect(await tellHooks(10_000)).toEqual({ told: 2, failed: 0 });
	const types = heard.map(({ body }) => JSON.parse(body).type);
	expect(types).toEqual(["booking.confirmed", "booking.confirmed", "booking.cancelled"]);
});

test("a mark that is lost has it told once more, by the same id", async () => {
	await addHook("/lost");
	await bookOne();
	const law = "select pg_get_functiondef('api.settle_hook_delivery'::regproc) as law";
	const sound = (await admin.query(law)).rows[0].law;
	await admin.query(sound.replace("begin\n", "begin\n  perform 1 / 0;\n"));
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	await tellHooks(10_000);
	expect(log.mock.calls).toEqual([
		[expect.stringMatching(/^hook delivery not settled: delivery [\da-f-]{36}, .*error 22012/)],
	]);
	log.mockRestore();
	await admin.query(sound);
	expect(await tellHooks(10_000), "its turn is not over").toEqual({ told: 0, failed: 0 });
	await admin.query("update app.hooks set claimed_until = now()");
	expect(await tellHooks(10_000)).toEqual({ told: 1, failed: 0 });
	expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
	expect(heard).toHaveLength(2);
});

test("who is killed between telling and noting it leaves it to the next, who tells it by the same id", async () => {
	await addHook("/killed");
	await bookOne();
	const module = pathToFileURL("lib/hooks/tell-hooks.ts");
	const child = spawn(process.execPath, [
		...["--conditions=react-server", "--input-type=module", "--eval"],
		`import { tellHooks } from "${module}"; await tellHooks(10_000);`,
	]);
	const gone = once(child, "exit");
	answer = () => child.kill("SIGKILL");
	expect(await gone).toEqual([null, "SIGKILL"]);
	answer = (respond) => respond.writeHead(204).end();
	expect(await tellHooks(10_000), "it is still that one's turn").toEqual({ told: 0, failed: 0 });
	await admin.query("update app.hooks set claimed_until = now()");
	expect(await tellHooks(10_000)).toEqual({ told: 1, failed: 0 });
	expect(heard).toHaveLength(2);
	expect(new Set(heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
	expect((await state())[0]).toMatchObject({ state: "told", attempts: 2 });
});

test.each([
	["302 to our own network", "https://169.254.169.254/latest/meta-data/"],
	["302 to another path of its own", "/elsewhere"],
])("a %s is not followed, and is a failure", async (_what, location) => {
	await addHook("/moved");
	await bookOne();
	answer = (respond, { path }) =>
		path === "/moved" ? respond.writeHead(302, { location }).end() : respond.writeHead(200).end();
	expect(await tellHooks(10_000)).toEqual({ told: 0, failed: 1 });
	expect(heard.map(({ path }) => path)).toEqual(["/moved"]);
	expect((await state())[0]?.error).toMatch(/sends on to another address/);
});

test.each([
	"https://169.254.169.254/",
	"https://[::1]/",
	"https://10.0.0.1/hook",
	"https://0x7f000002/",
	"http://example.org/",
	"https://name:word@example.org/",
])("nobody is told at %s", async (url) => {
	const wish = { hook: randomUUID(), version: 0, url, events: [...events], isOn: true };
	await expect(saveHook(who, wish)).rejects.toMatchObject({
		code: "INVAL",
		detail: { fields: { url: expect.anything() } },
	});
});

test("one that became private after it was added is asked nothing", async () => {
	const { id } = await addHook("/hook");
	const { locked } = await import("../../lib/locked.ts");
	const sealed = locked("hook address", id, "https://localhost:1/hook");
	await admin.query("update app.hooks set sealed_url = $1", [sealed]);
	await bookOne();
	expect(await tellHooks(10_000)).toEqual({ told: 0, failed: 1 });
	expect((await state())[0]?.error).toBe("Its address leads to a machine that is not on the internet.");
	// The same in another row is nothing: it was sealed for that one.
	await admin.query("update app.hooks set id = gen_random_uuid()").catch(() => {});
	expect(heard).toEqual([]);
});

test("however much it answers, nothing of it is read, and 200 is 200", async () => {
	await addHook("/talks");
	await bookOne();
	answer = (respond) => {
		respond.writeHead(200, { "content-type": "text/html" });
		const more = () => {
			while (!respond.destroyed && respond.write("x".repeat(65_536)));
		};
		respond.on("drain", more);
		more();
	};
	expect(await tellHooks(10_000)).toEqual({ told: 1, failed: 0 });
});

test("what the database holds tells neither where a program listens nor what it is signed with", async () => {
	const { secret } = await addHook("/hook?key=hidden");
	const { rows } = await admin.query("select hooks::text as row from app.hooks");
	expect(rows[0].row).not.toContain("hidden");
	expect(rows[0].row).not.toContain(secret.slice(6));
	expect(JSON.stringify(await listHooks(who))).not.toMatch(/hidden|whsec/);
});
