import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, codeOf } from "../support/verbs.ts";

const { admin, serverUrl } = await ownDatabase();
const readers = await Promise.all(Array.from({ length: 4 }, newReader));
afterAll(() => Promise.all(readers.map((reader) => reader.end())));
let teacher = "";
let user = "";
beforeEach(async () => {
	await admin.query("delete from app.busy_feeds");
	teacher = `ada-${randomUUID().slice(0, 8)}`;
	user = await newTeacher(teacher);
});

async function newReader(): Promise<pg.Client> {
	const reader = new pg.Client(serverUrl);
	await reader.connect();
	return reader;
}

async function newTeacher(handle: string): Promise<string> {
	await seedTeacher(admin, handle);
	const userId = randomUUID();
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [userId, handle]);
	return userId;
}

type Feed = {
	id: string;
	version: number;
	name: string;
	trouble: string | null;
	failures: number;
	times: number;
};
type Claim = { id: string; claim: string; etag: string | null; modified: string | null; time_zone: string };
type Settled = { handle: string; changed: boolean } | null;
const save = (id: string, version = 0, name = "Private", who = user) =>
	call<Feed>(admin, "save_feed", who, id, version, name, version === 0 ? "sealed" : null);
const list = () => call<{ feeds: Feed[]; outside: { id: string }[] }>(admin, "list_feeds", user);
const take = (limit = 10) => call<Claim[]>(admin, "take_feeds", limit, 60);
const busy = (...spans: [from: number, until: number][]) =>
	JSON.stringify(spans.map(([from, until]) => ({ from: slotStart(from), until: slotStart(until) })));
const settle = (
	{ id, claim }: Claim,
	times: string | null,
	trouble: string | null = null,
	isWhole: [] | [boolean] = [true],
) =>
	call<Settled>(
		admin,
		"settle_feed",
		...[id, claim, times, "UTC", '"etag"', "yesterday", trouble, ...isWhole],
	);
const fail = ({ id, claim }: Claim) => call(admin, "fail_feed", id, claim, "It does not answer.");
const due = (id: string) => admin.query("update app.busy_feeds set due_at = now() where id = $1", [id]);
const free = async () =>
	(await call<{ slots: unknown[] }>(admin, "list_slots", teacher, "lesson", slotStart(48), slotStart(96)))
		.slots.length;

/** A calendar that was just added, and is being read. */
async function taken(): Promise<Claim> {
	await save(randomUUID());
	return (await take())[0] as Claim;
}

test("what a calendar takes is not listed and not booked, and what it takes no longer is again", async () => {
	const claim = await taken();
	expect(await settle(claim, busy([50, 60], [70, 71]))).toEqual({ handle: teacher, changed: true });
	expect(await free()).toBe(37);
	expect(await codeOf(book(admin, { teacher, at: slotStart(55) }))).toBe("GONE0");
	expect(await codeOf(book(admin, { teacher, at: slotStart(60) }))).toBe("ok");
	await due(claim.id);
	const [again] = await take();
	expect(await settle(again as Claim, busy([70, 71]))).toEqual({ handle: teacher, changed: true });
	expect(await free()).toBe(46);
	expect(await codeOf(book(admin, { teacher, at: slotStart(55) }))).toBe("ok");
});

test("what was booked stands when a calendar takes its time, and is shown to the teacher", async () => {
	const { booking_id } = await book(admin, { teacher, at: slotStart(55) });
	await book(admin, { teacher, at: slotStart(90) });
	await settle(await taken(), busy([50, 60]));
	expect((await list()).outside.map(({ id }) => id)).toEqual([booking_id]);
	expect(await call(admin, "get_booking", booking_id, 1)).toMatchObject({ state: "confirmed" });
});

test("what was kept is asked about again when a calendar takes more of it, and not while it takes the same", async () => {
	const { booking_id } = await book(admin, { teacher, at: slotStart(55) });
	const outside = async () => (await list()).outside.map(({ id }) => id);
	const keep = () => call(admin, "keep_bookings", user, [booking_id]);
	const claim = await taken();
	const read = async (times: string, isWhole = true) => {
		await due(claim.id);
		await settle((await take())[0] as Claim, times, null, [isWhole]);
		return outside();
	};
	await settle(claim, busy([50, 60]));
	expect(await outside()).toEqual([booking_id]);
	await keep();
	expect(await read(busy([50, 61], [70, 71]))).toEqual([]);
	expect(await read(busy([54, 56]), false)).toEqual([]);
	expect(await read(busy([70, 71]))).toEqual([]);
	expect(await read(busy([55, 56], [70, 71]))).toEqual([booking_id]);
	await keep();
	// By another calendar it is news.
	const second = await taken();
	await settle(second, busy([40, 60]));
	expect(await outside()).toEqual([booking_id]);
});

test("one that cannot be read keeps its times, says why, and is tried again ever later, up to six hours", async () => {
	let claim = await taken();
	await settle(claim, busy([50, 60]));
	const waits: number[] = [];
	for (let tries = 0; tries < 7; tries++) {
		await due(claim.id);
		claim = (await take())[0] as Claim;
		await fail(claim);
		const { rows } = await admin.query(
			"select round(extract(epoch from due_at - now()) / 60)::integer as minutes from app.busy_feeds",
		);
		waits.push(rows[0].minutes);
	}
	expect(waits).toEqual([15, 30, 60, 120, 240, 360, 360]);
	expect(await free()).toBe(38);
	expect((await list()).feeds).toMatchObject([{ failures: 7, trouble: "It does not answer.", times: 1 }]);
	await due(claim.id);
	claim = (await take())[0] as Claim;
	expect(claim).toMatchObject({ etag: null, modified: null });
	await settle(claim, busy([50, 60]), "One of its entries makes no sense.");
	expect((await list()).feeds).toMatchObject([
		{ failures: 0, trouble: "One of its entries makes no sense." },
	]);
});

test("while some of its entries cannot be read, none of its times is freed before it is over", async () => {
	const claim = await taken();
	const again = async () => {
		await due(claim.id);
		return (await take())[0] as Claim;
	};
	await settle(claim, busy([50, 60], [70, 71]));
	await admin.query(
		"insert into app.busy_times (teacher_id, feed_id, during) select teacher_id, id, tstzrange(now() - interval '2 hours', now() - interval '1 hour') from app.busy_feeds",
	);
	expect(await settle(await again(), busy([70, 71], [80, 81]), "No sense.", [false])).toMatchObject({
		changed: true,
	});
	expect([await free(), (await list()).feeds[0]?.times]).toEqual([36, 3]);
	expect(await codeOf(book(admin, { teacher, at: slotStart(55) }))).toBe("GONE0");
	expect(await settle(await again(), busy([80, 81]), "No sense.", [false])).toMatchObject({ changed: false });
	// The release before does not say what is wrong.
	expect(await settle(await again(), busy([80, 81]), "No sense.", [])).toMatchObject({ changed: false });
	expect(await free()).toBe(36);
	// A zone that nobody knows takes no entry away.
	expect(await settle(await again(), busy([70, 71], [80, 81]), "A zone.")).toMatchObject({ changed: true });
	expect(await free()).toBe(46);
	await settle(await again(), busy([80, 81]), null, []);
	expect(await free()).toBe(47);
	expect(await codeOf(book(admin, { teacher, at: slotStart(55) }))).toBe("ok");
});

test("what stays of a calendar that cannot be read as a whole is not ever more", async () => {
	const claim = await taken();
	const many = (shift: number) =>
		busy(...Array.from({ length: 4000 }, (_, n): [number, number] => [n * 2 + shift, n * 2 + shift + 0.5]));
	for (const shift of [0, 0.5, 1]) {
		await due(claim.id);
		await settle((await take())[0] as Claim, many(shift), "No sense.", [false]);
	}
	expect((await list()).feeds[0]?.times).toBe(9000);
});

test("what is over stays as it was read then, for thirteen weeks, and what goes on stays one time", async () => {
	const claim = await taken();
	const at = (hours: number) =>
		new Date(Math.floor(Date.now() / 3_600_000 + hours) * 3_600_000).toISOString();
	const spans = (...all: [from: number, until: number][]) =>
		JSON.stringify(all.map(([from, until]) => ({ from: at(from), until: at(until) })));
	const here = async () =>
		(
			await admin.query<{ from: Date; until: Date }>(
				"select lower(during) as from, upper(during) as until from app.busy_times where feed_id = $1 order by during",
				[claim.id],
			)
		).rows.map(({ from, until }) => [from.toISOString(), until.toISOString()]);
	const put = (from: number, until: number) =>
		admin.query(
			"insert into app.busy_times (teacher_id, feed_id, during) select teacher_id, id, tstzrange($2, $3) from app.busy_feeds where id = $1",
			[claim.id, at(from), at(until)],
		);
	const read = async (times: string, isWhole = true) => {
		await due(claim.id);
		return settle((await take())[0] as Claim, times, null, [isWhole]);
	};
	const weeks = 13 * 7 * 24;
	await put(-weeks - 5, -weeks - 3);
	await put(-weeks + 3, -weeks + 5);
	await put(-60, -58);
	// Of yesterday, and not there any more; and what has begun days ago, and is read from yesterday on.
	await put(-10, -8);
	await put(-90, 40);
	const stay = [
		[at(-weeks + 3), at(-weeks + 5)],
		[at(-90), at(40)],
		[at(50), at(51)],
	];
	await settle(claim, spans([-36, 40], [50, 51]));
	expect(await here()).toEqual(stay);
	for (const isWhole of [true, false])
		expect(await read(spans([-30, 40], [50, 51]), isWhole)).toMatchObject({ changed: false });
	// One that is not read any more is over from then on, and one that cannot be read is not.
	await read(spans([50, 51]), false);
	expect(await here()).toEqual(stay);
	await read(spans([50, 51]));
	const [first, second = []] = await here();
	expect([first, second[0]]).toEqual([stay[0], at(-90)]);
	expect(Date.parse(second[1] as string)).toBeLessThan(Date.now() - 22 * 3_600_000);
	// By one that never answers they go, too.
	await admin.query(
		"update app.busy_times set during = tstzrange($2, $3) where feed_id = $1 and lower(during) < now()",
		[...[claim.id, at(-weeks - 5), at(-weeks - 3)]],
	);
	await due(claim.id);
	const [again] = await take();
	await fail({ ...(again as Claim), claim: randomUUID() });
	expect(await here()).toHaveLength(3);
	await fail(again as Claim);
	expect(await here()).toEqual([[at(50), at(51)]]);
});

test("each calendar is one reader's: nobody else gets it, and who comes too late changes nothing", async () => {
	for (let n = 0; n < 5; n++) await save(randomUUID(), 0, `Calendar ${n}`);
	const [first, second] = [await take(3), await take(3)];
	expect([first.length, second.length, (await take(3)).length]).toEqual([3, 2, 0]);
	expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(5);
	const [slow] = first as [Claim];
	expect(await call(admin, "take_feed", user, slow.id, 60)).toBeNull();
	await due(slow.id);
	const next = await call<Claim>(admin, "take_feed", user, slow.id, 60);
	expect(next.claim).not.toBe(slow.claim);
	expect(await settle(slow, busy([50, 60]))).toBeNull();
	await fail(slow);
	expect((await list()).feeds.find(({ id }) => id === slow.id)).toMatchObject({ failures: 0, times: 0 });
	expect(await settle(next, busy([70, 71]))).toMatchObject({ changed: true });
	expect(await free()).toBe(47);
});

test("of four readers who come at once, none gets what another has", async () => {
	for (let n = 0; n < 10; n++) await save(randomUUID(), 0, `Calendar ${n}`);
	const rounds = await Promise.all(
		readers.flatMap((reader) => [1, 2, 3].map(() => call<Claim[]>(reader, "take_feeds", 1, 60))),
	);
	const taken = rounds.flat().map(({ id }) => id);
	expect([taken.length, new Set(taken).size]).toEqual([10, 10]);
});

test("what did not change is not sent again, but as a whole once a day and where days begin elsewhere", async () => {
	const claim = await taken();
	expect(claim).toMatchObject({ etag: null, modified: null, time_zone: "UTC" });
	await settle(claim, busy([50, 60]), "A note.");
	const again = async () => {
		await due(claim.id);
		return (await take())[0] as Claim;
	};
	const known = await again();
	expect(known).toMatchObject({ etag: '"etag"', modified: "yesterday" });
	expect(await settle(known, null)).toEqual({ handle: teacher, changed: false });
	expect([await free(), (await list()).feeds[0]?.trouble]).toEqual([38, "A note."]);
	expect(await settle(await again(), busy([50, 60]))).toEqual({ handle: teacher, changed: false });
	await admin.query("update app.teachers set time_zone = 'Asia/Kathmandu' where handle = $1", [teacher]);
	expect(await again()).toMatchObject({ etag: null, time_zone: "Asia/Kathmandu" });
	await admin.query("update app.teachers set time_zone = 'UTC' where handle = $1", [teacher]);
	expect(await again()).toMatchObject({ etag: '"etag"' });
	await admin.query("update app.busy_feeds set placed_at = now() - interval '1 day'");
	expect(await again()).toMatchObject({ etag: null, modified: null });
});

test("a calendar is added once, renamed by who has seen its name, and goes with what it took", async () => {
	const id = randomUUID();
	expect(await save(id)).toMatchObject({ id, version: 1, name: "Private" });
	expect(await save(id)).toMatchObject({ version: 1 });
	expect(await save(id, 1, "Family")).toMatchObject({ version: 2, name: "Family" });
	expect(await save(id, 1, "Family")).toMatchObject({ version: 2 });
	expect(await codeOf(save(id, 1, "Club"))).toBe("STALE");
	expect(await codeOf(save(id, 0, "Club"))).toBe("STALE");
	await settle((await take())[0] as Claim, busy([50, 60]));
	expect(await codeOf(call(admin, "drop_feed", user, id, 1))).toBe("STALE");
	expect((await list()).feeds).toMatchObject([{ name: "Family" }]);
	for (const version of [[2], [2], []])
		expect(await call(admin, "drop_feed", user, id, ...version)).toEqual({ handle: teacher, outside: [] });
	expect([await free(), (await list()).feeds]).toEqual([48, []]);
});

test("a teacher has ten, and one calendar takes five thousand times, and not one more", async () => {
	const claim = await taken();
	const spans = Array.from({ length: 5_001 }, (_, n): [number, number] => [48 + 2 * n, 49 + 2 * n]);
	expect(await codeOf(settle(claim, busy(...spans)))).toBe("LIMIT");
	expect(await settle(claim, busy(...spans.slice(1)))).toMatchObject({ changed: true });
	expect((await list()).feeds).toMatchObject([{ times: 5_000 }]);
	for (let n = 1; n < 10; n++) await save(randomUUID(), 0, `Calendar ${n}`);
	expect(await codeOf(save(randomUUID()))).toBe("LIMIT");
	expect((await list()).feeds).toHaveLength(10);
});

test("it is nobody else's to see, read, rename or remove", async () => {
	const claim = await taken();
	await settle(claim, busy([50, 60]));
	const other = await newTeacher(`${teacher}-x`);
	expect(await call(admin, "list_feeds", other)).toEqual({ feeds: [], outside: [], shared_at: null });
	expect(await codeOf(call(admin, "take_feed", other, claim.id, 60))).toBe("NTFND");
	expect(await codeOf(save(claim.id, 1, "Mine", other))).toBe("NTFND");
	expect(await codeOf(save(claim.id, 0, "Mine", other))).toBe("NTFND");
	expect(await codeOf(save(randomUUID(), 1, "Mine", other))).toBe("NTFND");
	await call(admin, "drop_feed", other, claim.id);
	await call(admin, "drop_absence", user, (await admin.query("select id from app.busy_times")).rows[0].id);
	expect(await free()).toBe(38);
	for (const [verb, ...values] of [
		["list_feeds"],
		["save_feed", randomUUID(), 0, "Mine", "sealed"],
		["drop_feed", claim.id],
		["drop_feed", claim.id, 1],
		["take_feed", claim.id, 60],
	] as [string, ...unknown[]][])
		expect(await codeOf(call(admin, verb, randomUUID(), ...values)), verb).toBe("DNIED");
});
