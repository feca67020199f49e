import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import {
	inMinutes,
	invite,
	join,
	opened,
	openingWish,
	ring,
	saveOpening,
	seedOffice,
	statusOf,
	steer,
	step,
} from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call, codeOf } from "../support/verbs.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const office = await seedOffice(admin, "ours", ["ada"], { types: [{}, { handle: "talk" }] });
const theirs = await seedOffice(admin, "theirs", ["bea"]);
const opening = await saveOpening(admin, office);
const [family = never()] = await invite(admin, office, opening, 1);

const acts: [string, () => unknown[]][] = [
	["save_opening", () => [opening.id, 1, JSON.stringify(openingWish())]],
	["invite_families", () => [opening.id, "[]"]],
	["list_invitations", () => [opening.id, ""]],
	["revoke_invitation", () => [opening.id, family.id]],
	["send_invitation", () => [opening.id, family.id]],
	["steer_opening", () => [opening.id, "pause", null]],
	["watch_opening", () => [opening.id, null]],
	["book_for", () => [opening.id, randomUUID(), "ada", "lesson", slotStart(0), "N", "n@home.example", "UTC"]],
];

test.each(acts)("%s is for nobody but its school's own staff", async (verb, args) => {
	const before = await everything();
	expect(await codeOf(call(admin, verb, theirs.staff, ...args()))).toBe("NTFND");
	expect(await codeOf(call(admin, verb, randomUUID(), ...args()))).toBe("DNIED");
	expect(await codeOf(call(admin, verb, null, ...args()))).toBe("DNIED");
	expect(await everything()).toBe(before);
});

test("an invitation of another opening is not to be found in this one", async () => {
	const other = await saveOpening(admin, office);
	for (const verb of ["revoke_invitation", "send_invitation"]) {
		expect(await codeOf(call(admin, verb, office.staff, other.id, family.id))).toBe("NTFND");
	}
});

test("the office shows its own school's teachers and openings alone", async () => {
	expect(await call(admin, "open_office", theirs.staff)).toMatchObject({
		teachers: [{ handle: "bea" }],
		openings: [],
	});
	expect(await codeOf(call(admin, "open_office", randomUUID()))).toBe("DNIED");
});

test("an opening is of this school's teachers and types alone", async () => {
	expect(await codeOf(saveOpening(admin, office, { teacher: "bea" }))).toBe("NTFND");
	expect(await codeOf(saveOpening(admin, office, { teacher: "ada", type: "none" }))).toBe("NTFND");
	expect(await saveOpening(admin, office, { teacher: "ada", type: "talk" })).toMatchObject({
		teacher: "ada",
		type: "talk",
	});
});

test.each([
	["it is joined after it opens", { joins_at: inMinutes(40) }],
	["it closes before it opens", { closes_at: inMinutes(20) }],
	["it closes as it opens", { closes_at: inMinutes(30), groups: [{ name: "All", opens_at: inMinutes(30) }] }],
	["it has no group", { groups: [] }],
])("it is not saved when %s", async (_what, wish) => {
	expect(await codeOf(saveOpening(admin, office, wish))).toBe("INVAL");
});

test("who saves what was saved elsewhere meanwhile hears STALE, and changes nothing", async () => {
	const made = await saveOpening(admin, office);
	const save = (version: number, name: string) =>
		saveOpening(admin, office, { name }, { id: made.id, version });
	expect(await save(1, "mine")).toMatchObject({ name: "mine", version: 2 });
	expect(await codeOf(save(1, "yours"))).toBe("STALE");
	expect(await codeOf(save(7, "yours"))).toBe("STALE");
	expect(await codeOf(save(0, "yours"))).toBe("STALE");
	expect(await save(2, "mine still")).toMatchObject({ name: "mine still", version: 3 });
});

test("no save ever changes a seed or what was promised of it", async () => {
	const groups = [0, 1].map((n) => ({ name: `Group ${n}`, opens_at: inMinutes(10 + n) }));
	const made = await saveOpening(admin, office, { groups });
	const seeds = async () => {
		const { rows } = await admin.query(
			"select id, position, seed, commitment from app.opening_groups where opening_id = $1 order by position",
			[made.id],
		);
		return rows;
	};
	const before = await seeds();
	const again = (version: number, wish: object) =>
		saveOpening(admin, office, { groups, ...wish }, { id: made.id, version });
	await again(1, { name: "renamed", bookings_each: 3 });
	await again(2, {
		groups: groups.map(({ name }, n) => ({ name: `${name}!`, opens_at: inMinutes(50 + n) })),
	});
	expect(await seeds()).toEqual(before);
	await expect(
		admin.query("update app.opening_groups set commitment = sha256('') where opening_id = $1", [made.id]),
	).rejects.toThrow(/only be updated to DEFAULT/);
	// Of two that were made with the same words, each has its own.
	const { rows } = await admin.query("select count(distinct seed) = count(*) as own from app.opening_groups");
	expect(rows[0].own).toBe(true);
});

test("a group that has opened keeps its time, and one with families in it stays", async () => {
	const groups = [10, 20].map((minutes) => ({ name: `In ${minutes}`, opens_at: inMinutes(minutes) }));
	const made = await saveOpening(admin, office, { groups });
	await invite(admin, office, made, 1, { group: 1, named: "stays" });
	await ring(admin, made, [0]);
	const { rows: before } = await admin.query("select opens_at from app.openings where id = $1", [made.id]);
	const later = groups.map(({ name }) => ({ name, opens_at: inMinutes(90) }));
	const saved = await saveOpening(admin, office, { groups: later }, { id: made.id, version: 1 });
	expect(Date.parse(saved.opens_at)).toBe(before[0].opens_at.getTime());
	expect(saved.groups.map(({ opens_at }) => Date.parse(opens_at))).toEqual([
		before[0].opens_at.getTime(),
		Date.parse(later[1]?.opens_at ?? ""),
	]);
	expect(
		await codeOf(saveOpening(admin, office, { groups: groups.slice(0, 1) }, { id: made.id, version: 2 })),
	).toBe("INVAL");
});

test("whoever may come, and how, stands once the first may take a place", async () => {
	const made = await saveOpening(admin, office, { joins_at: inMinutes(10) });
	const save = (version: number, wish: object) => saveOpening(admin, office, wish, { id: made.id, version });
	const other = { audience: "anyone", waiting_room: false } as const;
	expect(await save(1, { ...other, joins_at: inMinutes(10) })).toMatchObject(other);
	await save(2, { ...other, joins_at: inMinutes(-1) });
	expect(await save(3, {})).toMatchObject({ ...other, version: 4 });
});

test("what staff do while it runs, twice is once, and each is written down with who did it", async () => {
	const { opening: run } = await opened(admin, office, { families: 1 });
	const { paused_at } = await steer(admin, office, run, "pause");
	expect(paused_at).not.toBeNull();
	expect(await steer(admin, office, run, "pause")).toMatchObject({ paused_at });
	expect((await statusOf(admin, run)).state).toBe("paused");
	for (const _ of "12") expect(await steer(admin, office, run, "resume")).toMatchObject({ paused_at: null });
	for (const _ of "12") expect(await steer(admin, office, run, "slow", 5)).toMatchObject({ pace_most: 5 });
	for (const _ of "12") expect(await steer(admin, office, run, "slow")).toMatchObject({ pace_most: 500 });
	expect(await codeOf(steer(admin, office, run, "dance"))).toBe("INVAL");
	const { ended_at } = await steer(admin, office, run, "end");
	expect(await steer(admin, office, run, "end")).toMatchObject({ ended_at });
	for (const act of ["pause", "resume", "slow"]) {
		expect(await codeOf(steer(admin, office, run, act))).toBe("CLOSD");
	}
	const { released_at } = await steer(admin, office, run, "release");
	expect(await steer(admin, office, run, "release")).toMatchObject({ released_at });
	const watched = await call<{ log: { kind: string; actor: string | null }[] }>(
		admin,
		"watch_opening",
		office.staff,
		run.id,
		null,
	);
	const kinds = watched.log.filter(({ actor }) => actor === office.email).map(({ kind }) => kind);
	expect(kinds).toEqual(["released", "ended", "slowed", "slowed", "resumed", "paused", "saved"]);
});

test("of ten who pause it at once, one is written down", async () => {
	const { opening: run } = await opened(admin, office, { families: 1 });
	const pool = new pg.Pool({ connectionString: serverUrl, max: 10 });
	await Promise.all(Array.from({ length: 10 }, () => pool.query("select pg_sleep(0.1)")));
	const ten = await Promise.all(Array.from({ length: 10 }, () => steer(pool, office, run, "pause")));
	await pool.end();
	expect(new Set(ten.map(({ paused_at }) => paused_at)).size).toBe(1);
	const { rowCount } = await admin.query(
		"select from app.opening_events where opening_id = $1 and kind = 'paused'",
		[run.id],
	);
	expect(rowCount).toBe(1);
});

test("staff see how many are where", async () => {
	const own = await seedOffice(admin, "watched", ["watched"], { halfHours: 10 });
	const { opening: run, tickets } = await opened(admin, own, { families: 5, pace: 2 });
	await call(admin, "leave_opening", tickets[0]?.ticket_id, 1);
	const [late = never()] = await invite(admin, own, run, 1, { named: "late" });
	await join(admin, late);
	await step(admin, run, { pace: 0.1 });
	const watched = await call(admin, "watch_opening", own.staff, run.id, null);
	expect(watched).toMatchObject({
		opening: { id: run.id, groups: [{ name: "Everybody" }] },
		status: { state: "open", free_seats: 10 },
		invited: 6,
		people: { joined: 6, left: 1, admitted: 0, inside: 0 },
		seats: { held: 0, booked: 0, cancelled: 0 },
	});
});

test("it can be moved to a later hour, and to an earlier one, with all of its times", async () => {
	const made = await saveOpening(admin, office, { closes_at: inMinutes(60) });
	const moved = (minutes: number) => ({
		joins_at: inMinutes(minutes - 20),
		groups: [{ name: "Everybody", opens_at: inMinutes(minutes) }],
		closes_at: inMinutes(minutes + 20),
	});
	const later = moved(600);
	expect(Date.parse((await saveOpening(admin, office, later, { id: made.id, version: 1 })).opens_at)).toBe(
		Date.parse(later.groups[0]?.opens_at ?? ""),
	);
	expect(await codeOf(saveOpening(admin, office, moved(25), { id: made.id, version: 2 }))).toBe("ok");
	// Once it is open, what it opened at is what it is joined before.
	await ring(admin, made);
	expect(await codeOf(saveOpening(admin, office, moved(600), { id: made.id, version: 3 }))).toBe("INVAL");
});

test("a group whose draw was closed while a save waited keeps its time", async () => {
	const made = await saveOpening(admin, office, {
		joins_at: inMinutes(-1),
		groups: [{ name: "All", opens_at: inMinutes(0.005) }],
	});
	const other = new pg.Client(adminUrl);
	await other.connect();
	await other.query("begin");
	await other.query("select now()");
	await new Promise((wake) => setTimeout(wake, 400));
	expect((await step(admin, made)).groups[0]?.seed).not.toBeNull();
	const later = { groups: [{ name: "All", opens_at: inMinutes(90) }] };
	const saved = await saveOpening(other, office, later, { id: made.id, version: 1 });
	await other.query("commit");
	await other.end();
	expect(Date.parse(saved.groups[0]?.opens_at ?? "")).toBeLessThan(Date.now());
});

test("who saves the same again, never having heard the answer, hears the same answer, and it is written down once", async () => {
	const id = randomUUID();
	const wish = openingWish();
	const made = await saveOpening(admin, office, wish, { id });
	for (const _ of "12") expect(await saveOpening(admin, office, wish, { id })).toEqual(made);
	expect(await codeOf(saveOpening(admin, office, { ...wish, name: "other" }, { id }))).toBe("STALE");
	const changed = { ...wish, name: "changed" };
	const saved = await saveOpening(admin, office, changed, { id, version: 1 });
	for (const _ of "12") expect(await saveOpening(admin, office, changed, { id, version: 1 })).toEqual(saved);
	expect(saved.version).toBe(2);
	const { rowCount } = await admin.query(
		"select from app.opening_events where opening_id = $1 and kind = 'saved'",
		[id],
	);
	expect(rowCount).toBe(2);
});

/** All that a school's openings are, as one text. */
async function everything(): Promise<string> {
	const texts = [];
	for (const table of [
		"openings",
		"opening_groups",
		"opening_events",
		"invitations",
		"tickets",
		"mails",
		"bookings",
	]) {
		const { rows } = await admin.query(
			`select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as hash from app.${table} t`,
		);
		texts.push(rows[0].hash);
	}
	return texts.join();
}

function never(): never {
	throw new Error("there is one");
}
