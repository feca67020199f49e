import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, confirm, hold } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const server = new pg.Client(serverUrl);
await server.connect();
afterAll(() => server.end());

const [ada, ben] = [randomUUID(), randomUUID()];
const all = ["booking.confirmed", "booking.cancelled", "booking.moved"];
let half = 0;
/** A free start that nobody else here was given. */
const nextStart = () => slotStart(++half);

type Due = {
	id: string;
	claim: string;
	hook_id: string;
	event: string;
	booking: { id: string; state: string };
};
const take = () => call<Due | null>(server, "take_hook_delivery", 60);
const settle = (due: Due, error: string | null = null) =>
	call(server, "settle_hook_delivery", due.id, due.claim, error ? 500 : 200, error);
const addHook = async (events = all, user = ada) => {
	const id = randomUUID();
	await call(server, "save_hook", user, id, 0, events, true, "sealed url", "sealed secret");
	return id;
};
const told = async (hook: string) => {
	const { rows } = await admin.query(
		"select booking_id, event from app.hook_deliveries where hook_id = $1 order by place",
		[hook],
	);
	return rows.map(({ booking_id, event }) => [booking_id, event.replace("booking.", "")]);
};
const deliveries = async (hook: string) =>
	(await admin.query("select * from app.hook_deliveries where hook_id = $1 order by place", [hook])).rows;
const comeDue = async (hook: string) => {
	await admin.query("update app.hook_deliveries set due_at = now() where hook_id = $1 and due_at > now()", [
		hook,
	]);
	await admin.query("update app.hooks set claimed_until = null where id = $1 and claim is null", [hook]);
};
/** One, and none beside it. */
const onlyHook = async () => {
	await admin.query("delete from app.hooks");
	return addHook();
};

beforeAll(async () => {
	const types = [{ cutoff_minutes: 0, seats: 1, horizon_days: 60 }];
	await seedTeacher(admin, "ada", { types });
	await seedTeacher(admin, "ben", { school: "other", types });
	await admin.query("update app.appointment_types set series_cap = 8");
	await admin.query("update app.teachers set user_id = case handle when 'ada' then $1 else $2 end::uuid", [
		ada,
		ben,
	]);
});

test("whatever becomes of a booking is told to its own teacher's programs, each date of a series by itself", async () => {
	const [own, quiet, others] = [await addHook(), await addHook(["booking.moved"]), await addHook(all, ben)];
	const one = await book(server, { at: nextStart() });
	const two = await confirm(server, await hold(server, { at: nextStart() }));
	await hold(server, { at: nextStart() });
	await call(server, "cancel_booking", one.booking_id, 1);
	await call(server, "cancel_as_teacher", ada, randomUUID(), [two.booking_id], null, null, null, "Ill");
	const starts = [nextStart(), nextStart(), nextStart()];
	const who = ["Series", "series@booker.example", "UTC"];
	const { bookings } = await call<{ bookings: { booking_id: string }[] }>(
		...([server, "book_series", randomUUID(), "ada", "lesson", starts, ...who] as const),
	);
	const dates = bookings.map(({ booking_id }) => booking_id);
	await call(server, "cancel_series", dates[0], 1);
	const foreign = await book(server, { teacher: "ben", at: slotStart(1) });
	expect(await told(own)).toEqual([
		[one.booking_id, "confirmed"],
		[two.booking_id, "confirmed"],
		[one.booking_id, "cancelled"],
		[two.booking_id, "cancelled"],
		...dates.map((id) => [id, "confirmed"]),
		...dates.map((id) => [id, "cancelled"]),
	]);
	expect(await told(others)).toEqual([[foreign.booking_id, "confirmed"]]);
	expect(await told(quiet)).toEqual([]);
	const moving = await book(server, { at: nextStart() });
	await call(server, "change_zone", ada, 1, "Etc/GMT-1", true);
	expect(await told(quiet)).toContainEqual([moving.booking_id, "moved"]);
	await call(server, "change_zone", ada, 2, "UTC", true);
});

test("what was refused is told to nobody, nor what is asked for again by the same key", async () => {
	const hook = await onlyHook();
	const wish = { key: randomUUID(), at: nextStart(), name: "Once", email: "once@booker.example" };
	await book(server, wish);
	await book(server, wish);
	await expect(book(server, { at: wish.at })).rejects.toMatchObject({ code: "TAKEN" });
	expect(await told(hook)).toHaveLength(1);
});

test("a program hears one thing at a time, of one booking in its order, and another program waits for neither", async () => {
	const hook = await onlyHook();
	const one = await book(server, { at: nextStart() });
	await book(server, { at: nextStart() });
	await call(server, "cancel_booking", one.booking_id, 1);
	const first = await take();
	expect([first?.event, first?.booking.id, first?.booking.state]).toEqual([
		"booking.confirmed",
		one.booking_id,
		"cancelled",
	]);
	expect(await take(), "while it is told something").toBeNull();
	const other = await addHook();
	await book(server, { at: nextStart() });
	const theirs = await take();
	expect(theirs?.hook_id).toBe(other);
	await settle(theirs as Due);

	// It could not be told: what else happened goes on, and what became of that booking waits for it.
	await settle(first as Due, "It answered with 500.");
	const heard: Due[] = [];
	for (let due = await take(); due; due = await take()) {
		heard.push(due);
		await settle(due);
	}
	const events = (await deliveries(hook)).map(({ booking_id, told_at }) => [booking_id, told_at !== null]);
	expect(events.filter(([id]) => id === one.booking_id)).toEqual([
		[one.booking_id, false],
		[one.booking_id, false],
	]);
	expect(heard.every(({ booking }) => booking.id !== one.booking_id)).toBe(true);
	await comeDue(hook);
	const again = await take();
	expect([again?.id, again?.event]).toEqual([first?.id, "booking.confirmed"]);
	await settle(again as Due);
	const last = await take();
	expect([last?.booking.id, last?.event]).toEqual([one.booking_id, "booking.cancelled"]);
	await settle(last as Due);
	expect(await take()).toBeNull();
});

test("four that are gone keep nobody waiting who answers, however much waits for them", async () => {
	const dead = [await onlyHook()];
	for (let i = 1; i < 4; i++) dead.push(await addHook());
	for (let i = 0; i < 6; i++) await book(server, { at: nextStart() });
	const well = await addHook(all, ada);
	await book(server, { at: nextStart() });
	await admin.query(
		"update app.hook_deliveries set due_at = now() - interval '1 minute' where hook_id = any ($1)",
		[dead],
	);
	const asked: string[] = [];
	for (let due = await take(); due; due = await take()) {
		asked.push(due.hook_id);
		await settle(due, due.hook_id === well ? null : "It took too long to answer.");
	}
	expect(asked.filter((hook) => hook === well)).toHaveLength(1);
	// Each twice, since one thing that it does not like is no reason to tell it nothing else.
	expect(asked).toHaveLength(9);
});

test("who answers again is told all within five minutes; at once where its teacher asks, or has changed it", async () => {
	const hook = await onlyHook();
	for (let i = 0; i < 4; i++) await book(server, { at: nextStart() });
	const rests: number[] = [];
	const failed = async (due: Due) => {
		await settle(due, "It took too long to answer.");
		const { rows } = await admin.query(
			"select coalesce(extract(epoch from claimed_until - now())::integer, 0) as rest from app.hooks where id = $1",
			[hook],
		);
		rests.push(rows[0].rest);
	};
	for (let n = 0; n < 6; n++) {
		await failed((await take()) as Due);
		if (n > 0) expect(await take()).toBeNull();
		await comeDue(hook);
	}
	expect(rests).toEqual([0, 10, 60, 300, 300, 300]);

	await failed((await take()) as Due);
	expect(await take()).toBeNull();
	await call(server, "replay_hook", ada, hook, (await deliveries(hook))[0].id);
	await failed((await take()) as Due);
	expect(await take()).toBeNull();
	await call(server, "save_hook", ada, hook, 1, ["booking.moved"], true, null, null);
	await settle((await take()) as Due);
});

test("of many who ask at once, none is given the same, nor two things for one program", async () => {
	await onlyHook();
	await addHook();
	await addHook();
	expect(await drained()).toEqual({ heard: 12, twice: 0, atOnce: 0 });
	const { rows } = await admin.query("select from app.hook_deliveries where told_at is null");
	expect(rows).toEqual([]);
});

test("so it is by the turns alone: without them some hear the same twice, or two things at once", async () => {
	const law = "select pg_get_functiondef('api.take_hook_delivery'::regproc) as law";
	const sound = (await admin.query(law)).rows[0].law;
	await without(admin, "api.take_hook_delivery", [" for no key update of delivery, hook skip locked", ""]);
	await onlyHook();
	const { twice, atOnce } = await drained();
	expect(twice + atOnce).toBeGreaterThan(0);
	await admin.query(sound);
});

/** Has eight drainers tell each hook of four bookings, and counts what was told twice, and what while another was being told. */
async function drained() {
	for (let i = 0; i < 4; i++) await book(server, { at: nextStart() });
	const drainers = await Promise.all(
		Array.from({ length: 8 }, async () => {
			const client = new pg.Client(adminUrl);
			await client.connect();
			return client;
		}),
	);
	const open = new Set<string>();
	const heard: string[] = [];
	let atOnce = 0;
	await Promise.all(
		drainers.map(async (client) => {
			for (let idle = 0; idle < 20; ) {
				const due = await call<Due | null>(client, "take_hook_delivery", 60);
				if (!due) {
					idle++;
					continue;
				}
				if (open.has(due.hook_id)) atOnce++;
				open.add(due.hook_id);
				heard.push(due.id);
				await client.query("select pg_sleep(0.005)");
				open.delete(due.hook_id);
				await call(client, "settle_hook_delivery", due.id, due.claim, 200, null);
			}
		}),
	);
	await Promise.all(drainers.map((client) => client.end()));
	return { heard: heard.length, twice: heard.length - new Set(heard).size, atOnce };
}

test("who dies while telling leaves it to the next, by the same id; what was told is told, whoever has the turn", async () => {
	const hook = await onlyHook();
	await book(server, { at: nextStart() });
	const dead = (await take()) as Due;
	expect(await take()).toBeNull();
	await admin.query("update app.hooks set claimed_until = now() where id = $1", [hook]);
	const next = (await take()) as Due;
	expect([next.id, next.claim === dead.claim]).toEqual([dead.id, false]);
	// The first was not dead after all: its failure says nothing now, but its success does.
	await settle(dead, "It took too long to answer.");
	expect((await deliveries(hook))[0]).toMatchObject({ attempts: 2, error: null, told_at: null });
	await settle(dead);
	await settle(next, "It answered with 500.");
	expect((await deliveries(hook))[0]).toMatchObject({ status: 200, error: null });
	await comeDue(hook);
	expect(await take()).toBeNull();
});

test("what is not taken comes again ever later for about a day, and is given up then, to be sent again when wanted", async () => {
	const hook = await onlyHook();
	await book(server, { at: nextStart() });
	const pauses: number[] = [];
	let last: Due | null = null;
	for (let due = await take(); due; due = await take()) {
		last = due;
		await settle(due, "It answered with 500.");
		const { rows } = await admin.query(
			"select extract(epoch from due_at - now())::integer as pause, given_up_at from app.hook_deliveries where id = $1",
			[due.id],
		);
		if (!rows[0].given_up_at) pauses.push(rows[0].pause);
		await comeDue(hook);
	}
	expect(pauses).toHaveLength(7);
	expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
	expect(pauses.reduce((sum, pause) => sum + pause) / 3_600).toBeGreaterThan(22);
	expect(pauses.reduce((sum, pause) => sum + pause) / 3_600).toBeLessThan(26);
	const [row] = await deliveries(hook);
	expect(row).toMatchObject({ attempts: 8, status: 500, error: "It answered with 500." });
	expect(row.given_up_at).not.toBeNull();
	const [seen] = await call<{ given_up: number }[]>(server, "list_hooks", ada);
	expect(seen?.given_up).toBe(1);
	expect(await call(server, "replay_hook", ada, hook, null)).toBe(1);
	const again = (await take()) as Due;
	expect(again.id).toBe(last?.id);
	await settle(again);
	expect(await call(server, "replay_hook", ada, hook, null), "nothing failed any more").toBe(0);
	expect(await call(server, "replay_hook", ada, hook, again.id), "but what was told can be, too").toBe(1);
	await expect(call(server, "replay_hook", ben, hook, again.id)).rejects.toMatchObject({ code: "NTFND" });
	await expect(call(server, "replay_hook", ada, hook, randomUUID())).rejects.toMatchObject({ code: "NTFND" });
});

test("one whose last fifty tries failed is switched off after three days of it, and not before", async () => {
	const hook = await onlyHook();
	await book(server, { at: nextStart() });
	const fail = async () => {
		await call(server, "replay_hook", ada, hook, null);
		await comeDue(hook);
		await settle((await take()) as Due, "It answered with 500.");
	};
	await admin.query("update app.hooks set failures = 48, failing_since = now() - interval '71 hours'");
	await fail();
	await fail();
	const state = async () =>
		(
			await call<{ off_at: string | null; failures: number; given_up: number }[]>(server, "list_hooks", ada)
		)[0];
	expect(await state()).toMatchObject({ failures: 50, off_at: null });
	await admin.query("update app.hooks set failures = 48, failing_since = now() - interval '73 hours'");
	await fail();
	expect(await state()).toMatchObject({ failures: 49, off_at: null });
	await fail();
	expect(await state()).toMatchObject({ failures: 50, given_up: 1 });
	expect((await state())?.off_at).not.toBeNull();
	await comeDue(hook);
	expect(await take()).toBeNull();
	await book(server, { at: nextStart() });
	expect(await told(hook), "nothing more is kept for it").toHaveLength(1);
	await expect(call(server, "replay_hook", ada, hook, null)).rejects.toMatchObject({ code: "CLOSD" });
	await call(server, "save_hook", ada, hook, 1, all, true, null, null);
	expect(await state()).toMatchObject({ failures: 0, failing_since: null, off_at: null });
	expect(await call(server, "replay_hook", ada, hook, null)).toBe(1);
	const due = (await take()) as Due;
	await settle(due);
	expect(await state()).toMatchObject({ failures: 0 });
});

test("a success in between begins the counting anew", async () => {
	const hook = await onlyHook();
	await book(server, { at: nextStart() });
	await admin.query("update app.hooks set failures = 49, failing_since = now() - interval '9 days'");
	await settle((await take()) as Due);
	await call(server, "replay_hook", ada, hook, (await deliveries(hook))[0].id);
	await settle((await take()) as Due, "It answered with 500.");
	const { rows } = await admin.query("select failures, off_at from app.hooks");
	expect(rows).toEqual([{ failures: 1, off_at: null }]);
});

test("a hook is edited by its own version, renewed once an id, and at most five", async () => {
	const hook = await onlyHook();
	const save = (version: number, events: string[], isOn = true, user = ada) =>
		call<{ version: number }>(server, "save_hook", user, hook, version, events, isOn, null, null);
	expect(await save(1, ["booking.moved"])).toMatchObject({ version: 2 });
	expect(await save(1, ["booking.moved"]), "asked once more").toMatchObject({ version: 2 });
	await expect(save(1, all)).rejects.toMatchObject({ code: "STALE" });
	await expect(save(2, all, true, ben)).rejects.toMatchObject({ code: "NTFND" });
	const secret = randomUUID();
	const renew = (id: string, sealed: string) =>
		call<{ sealed_secret: string; old_until: string }>(server, "renew_hook_secret", ada, hook, id, sealed);
	expect(await renew(secret, "second")).toMatchObject({ sealed_secret: "second" });
	expect(await renew(secret, "third")).toMatchObject({ sealed_secret: "second" });
	const { rows } = await admin.query("select sealed_secret, sealed_old_secret from app.hooks");
	expect(rows).toEqual([{ sealed_secret: "second", sealed_old_secret: "sealed secret" }]);
	for (let i = 1; i < 5; i++) await addHook();
	await expect(addHook()).rejects.toMatchObject({ code: "LIMIT" });
	await expect(save(2, ["booking.deleted"])).rejects.toMatchObject({ code: "23514" });
});

test("a program that is removed while people book breaks no booking", async () => {
	const hook = await onlyHook();
	const remover = new pg.Client(adminUrl);
	await remover.connect();
	await remover.query("begin");
	await call(remover, "drop_hook", ada, hook, 1);
	const booking = book(server, { at: nextStart() });
	await expect.poll(waitsForALock).toBe(true);
	await remover.query("commit");
	await remover.end();
	expect((await booking).booking_id).toBeDefined();
	expect(await deliveries(hook)).toEqual([]);
});

test("a program that was changed meanwhile is not removed by who has not seen that", async () => {
	const hook = await onlyHook();
	await call(server, "save_hook", ada, hook, 1, ["booking.moved"], true, null, null);
	await expect(call(server, "drop_hook", ada, hook, 1)).rejects.toMatchObject({ code: "STALE" });
	expect(await call(server, "list_hooks", ada)).toMatchObject([{ id: hook, version: 2 }]);
	for (const version of [[2], [2], []]) await call(server, "drop_hook", ada, hook, ...version);
	expect(await call(server, "list_hooks", ada)).toEqual([]);
});

async function waitsForALock(): Promise<boolean> {
	const { rows } = await admin.query(
		"select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
	);
	return rows.length > 0;
}

test("what was told a month ago is forgotten", async () => {
	const hook = await onlyHook();
	await book(server, { at: nextStart() });
	await book(server, { at: nextStart() });
	await admin.query(
		"update app.hook_deliveries set created_at = now() - interval '31 days' where place = (select min(place) from app.hook_deliveries)",
	);
	await call(server, "drop_old_deliveries");
	expect(await deliveries(hook)).toHaveLength(1);
});
