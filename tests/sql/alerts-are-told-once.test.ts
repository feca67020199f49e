import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { AlertRow, Gauges, WatchState } from "../../lib/watch/schema.ts";
import { noTraffic } from "../../lib/watch/traffic.ts";
import { ownDatabase } from "../support/own-database.ts";
import { call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();

type Kept = WatchState & { wrote: boolean };
type Ops = { email: string; minutes: { minute: string }[]; alerts: AlertRow[] };
const keep = (counted: object | null = {}) =>
	call<Kept>(admin, "keep_minute", counted && JSON.stringify(counted));
const settle = (wrong: Record<string, string | null>, replica: object | null = null) =>
	call<AlertRow[]>(admin, "settle_alerts", JSON.stringify(wrong), replica && JSON.stringify(replica));
const mark = ({ id }: AlertRow, well = false) => call(admin, "mark_alert", id, well);
const pass = (minutes: number) =>
	admin.query(
		`update app.watch_alerts set since = since - $1::interval, seen_at = seen_at - $1::interval, leased_until = leased_until - $1::interval`,
		[`${minutes} minutes`],
	);
/** The start of the minute that many before the one that runs. */
const before = (minutes: number) =>
	new Date((Math.floor(Date.now() / 60_000) - minutes) * 60_000).toISOString();

beforeEach(async () => {
	await admin.query("delete from app.watch_alerts; delete from app.watch_minutes");
});

test("an alert is told once, while it lasts, and once more when it has been well for five minutes", async () => {
	const [told] = await settle({ "law-broken": "one" });
	expect(told).toMatchObject({ name: "law-broken", said: "one", well_at: null });
	await mark(told as AlertRow);
	await pass(4);
	expect(await settle({ "law-broken": "two" })).toEqual([]);
	await pass(4);
	expect(await settle({})).toEqual([]);
	await pass(1);
	const [well] = await settle({});
	expect(well).toMatchObject({ id: told?.id, said: "two", well_at: expect.any(String) });
	await mark(well as AlertRow, true);
	await pass(10);
	expect(await settle({})).toEqual([]);
	// It has been well: it is news again.
	expect(await settle({ "law-broken": "three" })).toMatchObject([{ said: "three", well_at: null }]);
});

test("that one is well again is told however long it was wrong", async () => {
	const [told] = await settle({ "law-broken": "one" });
	await mark(told as AlertRow);
	await pass(100 * 24 * 60);
	const [well] = await settle({});
	expect(well).toMatchObject({ id: told?.id, well_at: expect.any(String) });
	// While nobody has heard it, it is told again.
	await pass(2);
	expect(await settle({})).toMatchObject([{ id: told?.id }]);
});

test("what nobody can judge is neither wrong nor well", async () => {
	expect(await settle({ "burning-fast": null })).toEqual([]);
	const [told] = await settle({ "burning-fast": "half" });
	await mark(told as AlertRow);
	for (let looks = 0; looks < 3; looks++) {
		await pass(4);
		expect(await settle({ "burning-fast": null })).toEqual([]);
	}
	await pass(5);
	expect(await settle({})).toMatchObject([{ id: told?.id, well_at: expect.any(String) }]);
});

test("what comes and goes within five minutes is one alert", async () => {
	const [told] = await settle({ "mails-stuck": "1 waits" });
	await mark(told as AlertRow);
	for (let i = 0; i < 5; i++) {
		await pass(2);
		expect(await settle({})).toEqual([]);
		await pass(2);
		expect(await settle({ "mails-stuck": "1 waits" })).toEqual([]);
	}
});

test("one that nobody could be told is told again after a minute, first as wrong and then as well; two callers tell it once", async () => {
	const [lost] = await settle({ "law-broken": "one" });
	expect(await settle({ "law-broken": "one" })).toEqual([]);
	await pass(6);
	const [again] = await settle({});
	expect(again).toMatchObject({ id: lost?.id, well_at: null });
	await mark(again as AlertRow);
	expect(await settle({})).toMatchObject([{ id: lost?.id, well_at: expect.any(String) }]);
});

test("a minute is looked at once, counted once, and what was not known of it is filled in later", async () => {
	const first = await keep(null);
	expect([first.wrote, first.broken, first.blind]).toEqual([true, {}, 1]);
	expect(first.gauges).toMatchObject({ mails: { waiting: 0 }, hooks: { waiting: 0 }, bookings_looked_at: 0 });
	expect(first.gauges?.connections).toBeGreaterThan(0);
	expect((await keep(null)).wrote).toBe(false);
	const known = await keep({ [before(1)]: { ...noTraffic(), answered: 10, failed: 1 } });
	expect([known.blind, known.burn["5"]]).toEqual([0, { answered: 10, failed: 1 }]);
	const other = await keep({ [before(1)]: { ...noTraffic(), answered: 99 } });
	expect(other.burn["5"]).toEqual({ answered: 10, failed: 1 });
});

test("what a clock that is off has counted in a minute to come, or long ago, is left out", async () => {
	await keep({
		[before(-2)]: noTraffic(),
		[before(0)]: noTraffic(),
		[before(30)]: noTraffic(),
		[before(2)]: noTraffic(),
	});
	const { rows } = await admin.query("select minute from app.watch_minutes where traffic is not null");
	expect(rows.map(({ minute }) => minute.toISOString())).toEqual([before(2)]);
});

test("burn is summed up over the spans that end with the last known minute", async () => {
	await fill(400, (minute) => ({ answered: 10, failed: minute <= 5 ? 1 : 0 }));
	const { burn } = await keep();
	expect(burn).toEqual({
		"5": { answered: 50, failed: 5 },
		"30": { answered: 300, failed: 5 },
		"60": { answered: 600, failed: 5 },
		"360": { answered: 3600, failed: 5 },
	});
});

test("minutes are forgotten after two weeks, and alerts after ninety days", async () => {
	await admin.query(
		"insert into app.watch_minutes (minute, traffic) select date_trunc('minute', now()) - n * interval '1 day', '{}' from generate_series(13, 200) as n",
	);
	await keep();
	await keep();
	const { rows } = await admin.query(
		"select count(*)::integer as left from app.watch_minutes where minute < now() - interval '2 days'",
	);
	expect(rows).toEqual([{ left: 1 }]);
	const [old] = await settle({ "law-broken": "one" });
	await mark(old as AlertRow);
	await pass(100 * 1440);
	const [well] = await settle({});
	await mark(well as AlertRow, true);
	await settle({});
	expect((await admin.query("select from app.watch_alerts")).rowCount).toBe(0);
});

test("what is known of the replica joins the last look", async () => {
	await keep();
	await settle({}, { replica_away: false, replica_lag_seconds: 1.5 });
	const { gauges } = await keep();
	expect((gauges as Gauges).replica_lag_seconds).toBe(1.5);
});

test("who may look is an operator by their own address, and nobody else", async () => {
	const [operator, stranger] = [randomUUID(), randomUUID()];
	await admin.query("insert into app.operators (email) values ('ops@host.example')");
	expect(await call(admin, "ask_code", "ops@host.example")).toBe(true);
	expect(await call(admin, "ask_code", "ops@host.example")).toBe(false);
	expect(await codeOf(call(admin, "claim_desk", stranger, "other@host.example"))).toBe("DNIED");
	await call(admin, "claim_desk", operator, "Ops@host.example");
	await keep({ [before(1)]: noTraffic() });
	const ops = await call<Ops>(admin, "open_ops", operator, 60);
	expect([ops.email, ops.minutes.length]).toEqual(["ops@host.example", 1]);
	expect(await codeOf(call(admin, "open_ops", stranger, 60))).toBe("DNIED");
	// What is still wrong is shown however long it has been, and however much came and went since.
	await admin.query(
		`insert into app.watch_alerts (name, said, since, seen_at, told_at, well_at, well_told_at)
		select 'law-broken', 'one', now() - interval '20 days', now(), now(), null, null
		union all
		select 'mails-stuck', 'some', now() - value * interval '1 hour', now(), now(), now(), now() from generate_series(1, 40) as value`,
	);
	const { alerts } = await call<Ops>(admin, "open_ops", operator, 60);
	expect([alerts.length, alerts[0]?.name, alerts[0]?.well_at]).toEqual([31, "law-broken", null]);
	// Whose address it no longer is, is none.
	await admin.query("delete from app.operators");
	expect(await codeOf(call(admin, "open_ops", operator, 60))).toBe("DNIED");
});

const fill = (minutes: number, counts: (minute: number) => { answered: number; failed: number }) =>
	admin.query(
		"insert into app.watch_minutes (minute, traffic) select (value ->> 0)::timestamptz, value -> 1 from jsonb_array_elements($1)",
		[
			JSON.stringify(
				Array.from({ length: minutes }, (_, i) => [before(i + 1), { ...noTraffic(), ...counts(i + 1) }]),
			),
		],
	);
