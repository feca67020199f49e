import { describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import {
	bookWith,
	getTicket,
	holdWith,
	inMinutes,
	invite,
	join,
	type Office,
	type Opening,
	opened,
	ring,
	saveOpening,
	seedOffice,
	statusOf,
	steer,
	step,
	type Ticket,
	takePass,
} from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { book, call, codeOf, confirm, type Held, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const at = slotStart(0);

test("nothing of it can be booked or held before, with a ticket or without, and all of it is still shown", async () => {
	const office = await seedOffice(admin, "before", ["before"]);
	const opening = await saveOpening(admin, office);
	const [family] = await invite(admin, office, opening, 1);
	const ticket = await join(admin, family ?? never());
	const wish = { teacher: "before", at, ticket };
	expect(await codeOf(bookWith(admin, wish))).toBe("CLOSD");
	expect(await codeOf(holdWith(admin, wish))).toBe("CLOSD");
	expect(await codeOf(book(admin, wish))).toBe("CLOSD");
	expect(await codeOf(takePass(admin, ticket))).toBe("CLOSD");
	const listed = await call<{ opens_in_ms: number; slots: unknown[] }>(
		admin,
		"list_slots",
		"before",
		"lesson",
		at,
		slotStart(48),
	);
	expect(listed.opens_in_ms).toBeGreaterThan(29 * 60_000);
	expect(listed.slots).toHaveLength(48);
	// Its step is nobody's to take before, and the page says so.
	expect(await step(admin, opening)).toMatchObject({ state: "before", free_seats: null });
});

test("a place is given from joins_at on, and not before", async () => {
	const office = await seedOffice(admin, "early", ["early"]);
	const opening = await saveOpening(admin, office, { joins_at: inMinutes(10) });
	const [family] = await invite(admin, office, opening, 1);
	expect(await codeOf(join(admin, family ?? never()))).toBe("CLOSD");
	await admin.query("update app.openings set joins_at = now() where id = $1", [opening.id]);
	expect(await codeOf(join(admin, family ?? never()))).toBe("ok");
});

test("who comes before the bell is in the draw, who comes after it is behind, and nobody is told a rank before the seed", async () => {
	const office = await seedOffice(admin, "late", ["late"]);
	const opening = await saveOpening(admin, office);
	const families = await invite(admin, office, opening, 4);
	const early = await join(admin, families[0] ?? never());
	await ring(admin, opening);
	const between = await join(admin, families[1] ?? never());
	await step(admin, opening);
	const late = await join(admin, families[2] ?? never());
	expect([early, between, late].map(({ in_draw }) => in_draw)).toEqual([true, false, false]);
	expect([early, between, late].map(({ rank }) => rank)).toEqual([null, null, null]);
	expect((await getTicket(admin, early)).rank).toEqual(expect.any(Number));
	await step(admin, opening);
	expect(await getTicket(admin, between)).toMatchObject({ tail_no: 1 });
	expect(await getTicket(admin, late)).toMatchObject({ tail_no: 2 });
});

test("the seed is told to nobody before its draw is closed, and its hash to everybody from the first", async () => {
	const office = await seedOffice(admin, "sealed", ["sealed"]);
	const opening = await saveOpening(admin, office, {
		groups: [
			{ name: "First", opens_at: inMinutes(10) },
			{ name: "Second", opens_at: inMinutes(20) },
		],
	});
	const { rows } = await admin.query(
		"select encode(seed, 'hex') as seed, encode(commitment, 'hex') as commitment from app.opening_groups where opening_id = $1 order by position",
		[opening.id],
	);
	const told = async () => {
		const asked: [string, ...unknown[]][] = [
			["pace_opening", opening.id, "{}"],
			["draw_record", opening.id],
			["get_opening", opening.id],
			["watch_opening", office.staff, opening.id, null],
			["open_office", office.staff],
		];
		const answers = [];
		for (const [verb, ...args] of asked) answers.push(await call(admin, verb, ...args));
		return JSON.stringify(answers);
	};
	const before = await told();
	for (const { seed, commitment } of rows) {
		expect(before).not.toContain(seed);
		expect(before).toContain(commitment);
	}
	await ring(admin, opening, [0]);
	// The bell alone tells nothing: who joins in that second could use it.
	expect(JSON.stringify(await call(admin, "draw_record", opening.id))).not.toContain(rows[0].seed);
	const status = await step(admin, opening);
	expect(status.groups.map(({ seed }) => seed)).toEqual([rows[0].seed, null]);
	const after = await told();
	expect(after).toContain(rows[0].seed);
	expect(after).not.toContain(rows[1].seed);
});

test("an earlier group comes before a later one, which waits for its own time and then behind those who are left", async () => {
	const office = await seedOffice(admin, "waves", ["waves"]);
	const opening = await saveOpening(admin, office, {
		groups: [
			{ name: "Siblings", opens_at: inMinutes(10) },
			{ name: "Others", opens_at: inMinutes(20) },
		],
	});
	const siblings = await invite(admin, office, opening, 3, { named: "sibling" });
	const others = await invite(admin, office, opening, 3, { named: "other", group: 1 });
	const theirs: Ticket[] = [];
	for (const family of [...others, ...siblings]) theirs.push(await join(admin, family));
	await ring(admin, opening, [0]);
	await step(admin, opening, { pace: 2 });
	expect(await codeOf(takePass(admin, theirs[0] ?? never()))).toBe("CLOSD");
	await ring(admin, opening);
	expect(await codeOf(takePass(admin, theirs[0] ?? never()))).toBe("QUEUE");
	const codes = async () => {
		const heard = [];
		for (const ticket of theirs) heard.push(await codeOf(takePass(admin, ticket)));
		return heard;
	};
	expect((await codes()).filter((code) => code === "ok")).toHaveLength(2);
	await step(admin, opening, { pace: 1 });
	expect(await codes()).toEqual(["QUEUE", "QUEUE", "QUEUE", "ok", "ok", "ok"]);
	await step(admin, opening, { pace: 3 });
	expect(await codes()).toEqual(Array(6).fill("ok"));
});

test("without a waiting room a ticket is let in at once, from its group's time on", async () => {
	const office = await seedOffice(admin, "roomless", ["roomless"]);
	const opening = await saveOpening(admin, office, { waiting_room: false });
	const [family] = await invite(admin, office, opening, 1);
	const ticket = await join(admin, family ?? never());
	expect(await codeOf(takePass(admin, ticket))).toBe("CLOSD");
	await ring(admin, opening);
	const wish = { teacher: "roomless", at, ticket };
	expect(await codeOf(bookWith(admin, wish))).toBe("QUEUE");
	expect((await takePass(admin, ticket)).pass_until).not.toBeNull();
	expect(await codeOf(bookWith(admin, wish))).toBe("ok");
	expect((await statusOf(admin, opening)).state).toBe("open");
});

test.each(["closes", "ends"])("when it %s, nobody joins, is let in or books any more", async (how) => {
	const office = await seedOffice(admin, how, [how]);
	const { opening, tickets } = await opened(admin, office, { closes_at: inMinutes(60) });
	const [ticket = never()] = tickets;
	const [late] = await invite(admin, office, opening, 1, { named: "late" });
	await takePass(admin, ticket);
	if (how === "ends") await steer(admin, office, opening, "end");
	else await admin.query("update app.openings set closes_at = now() where id = $1", [opening.id]);
	expect(await codeOf(bookWith(admin, { teacher: how, at, ticket }))).toBe("CLOSD");
	expect(await codeOf(holdWith(admin, { teacher: how, at, ticket }))).toBe("CLOSD");
	expect(await codeOf(takePass(admin, ticket))).toBe("CLOSD");
	expect(await codeOf(join(admin, late ?? never()))).toBe("CLOSD");
	expect(await codeOf(call(admin, "invite_families", office.staff, opening.id, "[]"))).toBe("CLOSD");
	const before = await statusOf(admin, opening);
	expect(before.state).toBe("ended");
	expect((await step(admin, opening)).groups).toEqual(before.groups);
	expect(await call(admin, "list_slots", how, "lesson", at, slotStart(48))).toMatchObject({
		closed: true,
		slots: [],
	});
});

test("who holds a seat when it closes by the clock may finish the form; when staff end it, not", async () => {
	const office = await seedOffice(admin, "closing", ["closing"]);
	const { opening, tickets } = await opened(admin, office, { closes_at: inMinutes(60) });
	const holds = [];
	for (const [i, ticket] of tickets.slice(0, 2).entries()) {
		await takePass(admin, ticket);
		holds.push(await holdWith(admin, { teacher: "closing", at: slotStart(i), ticket }));
	}
	await admin.query("update app.openings set closes_at = now() where id = $1", [opening.id]);
	expect(await codeOf(confirm(admin, holds[0] ?? never()))).toBe("ok");
	await steer(admin, office, opening, "end");
	expect(await codeOf(confirm(admin, holds[1] ?? never()))).toBe("CLOSD");
});

test("a hold from before there was its opening becomes no booking, neither before the bell nor ahead of those who wait after it", async () => {
	const office = await seedOffice(admin, "overtaken", ["overtaken"]);
	const claims = (held: Held) => [
		() => confirm(admin, held),
		() => call(admin, "extend_hold", held.booking_id, held.link_version),
	];
	const hear = async (held: Held, code: string) => {
		for (const claim of claims(held)) expect(await codeOf(claim())).toBe(code);
	};
	const bare = await hold(admin, { teacher: "overtaken", at });
	const opening = await saveOpening(admin, office);
	const [family = never()] = await invite(admin, office, opening, 1);
	const ticket = await join(admin, family);
	await hear(bare, "CLOSD");
	await ring(admin, opening);
	await hear(bare, "QUEUE");
	await step(admin, opening);
	await takePass(admin, ticket);
	// Until it is given back or runs out, it still is nobody else's.
	expect(await codeOf(bookWith(admin, { teacher: "overtaken", at, ticket }))).toBe("TAKEN");
	await call(admin, "release_hold", bare.booking_id, bare.link_version);
	const own = await holdWith(admin, { teacher: "overtaken", at, ticket });

	// Nor is a ticket of the opening before good for anything in the one after it.
	const next = await saveOpening(admin, office);
	await hear(own, "CLOSD");
	await ring(admin, next);
	await hear(own, "QUEUE");

	// Where the clock alone decides, it is a hold like any other.
	const free = await saveOpening(admin, office, { audience: "anyone", waiting_room: false });
	await hear(own, "CLOSD");
	await ring(admin, free);
	expect(await codeOf(confirm(admin, own, { email: "one@home.example" }))).toBe("ok");
	const more = await hold(admin, { teacher: "overtaken", at: slotStart(1) });
	expect(await codeOf(confirm(admin, more, { email: "one@home.example" }))).toBe("LIMIT");
});

test("what is left after the end is free for everybody once it is released, and not before", async () => {
	const office = await seedOffice(admin, "release", ["release"]);
	const { opening } = await opened(admin, office);
	expect(await codeOf(steer(admin, office, opening, "release"))).toBe("CLOSD");
	await steer(admin, office, opening, "end");
	expect(await codeOf(book(admin, { teacher: "release", at }))).toBe("CLOSD");
	const page = () =>
		call<{ released: boolean; teachers: { handle: string }[] }>(admin, "get_opening", opening.id);
	const before = await page();
	expect([before.released, (await statusOf(admin, opening)).state]).toEqual([false, "ended"]);
	await steer(admin, office, opening, "release");
	expect((await statusOf(admin, opening)).state).toBe("released");
	// Its page still leads to those with whom it was.
	expect(await page()).toEqual({ ...before, released: true });
	expect(await codeOf(book(admin, { teacher: "release", at }))).toBe("ok");
	expect(await codeOf(hold(admin, { teacher: "release", at: slotStart(1) }))).toBe("ok");
});

test("a released opening's page names who is free for everybody, and nobody who waits for another one", async () => {
	const office = await seedOffice(admin, "freed", ["freed", "freed-two"], {
		types: [{}, { handle: "talk" }],
	});
	const { opening } = await opened(admin, office, { teacher: "freed" });
	const handles = async () =>
		(await call<{ teachers: { handle: string }[] }>(admin, "get_opening", opening.id)).teachers.map(
			({ handle }) => handle,
		);
	await steer(admin, office, opening, "end");
	await steer(admin, office, opening, "release");
	expect(await handles()).toEqual(["freed"]);
	await saveOpening(admin, office, { name: "talks", teacher: "freed", type: "talk" });
	expect(await handles()).toEqual(["freed"]);
	await saveOpening(admin, office, { name: "all" });
	expect(await handles()).toEqual([]);
});

test("a type that is imported while an opening runs falls into it, and another school's does not", async () => {
	const office = await seedOffice(admin, "import", ["import"]);
	const { tickets } = await opened(admin, office);
	await seedTeachers(admin, ["import", "newcomer"], { school: "import", types: [{}, { handle: "talk" }] });
	await seedTeachers(admin, ["stranger"], { school: "strange" });
	for (const wish of [
		{ teacher: "import", type: "talk", at },
		{ teacher: "newcomer", type: "lesson", at: slotStart(2) },
	]) {
		expect(await codeOf(book(admin, wish))).toBe("QUEUE");
	}
	await takePass(admin, tickets[0] ?? never());
	expect(await codeOf(bookWith(admin, { teacher: "newcomer", at, ticket: tickets[0] ?? null }))).toBe("ok");
	expect(await codeOf(book(admin, { teacher: "stranger", at }))).toBe("ok");
});

test("of several openings a type waits for the narrowest, and of two as narrow for the newer", async () => {
	const office = await seedOffice(admin, "narrow", ["narrow", "wide"], { types: [{}, { handle: "talk" }] });
	const whole = await saveOpening(admin, office, { name: "whole" });
	const hers = await saveOpening(admin, office, { name: "hers", teacher: "narrow" });
	const talk = await saveOpening(admin, office, { name: "talk", teacher: "narrow", type: "talk" });
	const waitsFor = async () => {
		const { rows } = await admin.query(
			`select t.handle || ' ' || y.handle as type, y.opening_id from app.appointment_types y join app.teachers t on t.id = y.teacher_id
			where t.handle in ('narrow', 'wide') order by 1`,
		);
		return Object.fromEntries(rows.map(({ type, opening_id }) => [type, opening_id]));
	};
	expect(await waitsFor()).toEqual({
		"narrow lesson": hers.id,
		"narrow talk": talk.id,
		"wide lesson": whole.id,
		"wide talk": whole.id,
	});
	const newer = await saveOpening(admin, office, { name: "newer" });
	expect(await waitsFor()).toMatchObject({ "narrow lesson": hers.id, "wide talk": newer.id });
});

describe("an opening of one teacher", () => {
	/** Hers, and that of the whole school: which of them her type waits for. */
	async function school(name: string) {
		const office = await seedOffice(admin, name, [name, `${name}-other`]);
		const waitsFor = async () => {
			const { rows } = await admin.query(
				`select type.opening_id from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
				where teacher.handle = $1`,
				[name],
			);
			return rows[0].opening_id as string | null;
		};
		const whole = () => saveOpening(admin, office, { name: "whole" });
		return { office, waitsFor, whole };
	}
	const overs = ["ended", "closed"];
	async function over(office: Office, opening: Opening, how: string) {
		await ring(admin, opening);
		if (how === "ended") await steer(admin, office, opening, "end");
		else await admin.query("update app.openings set closes_at = now() where id = $1", [opening.id]);
	}

	test.each(overs)(
		"that was %s gives way to the whole school's that is made after it, for good",
		async (how) => {
			const { office, waitsFor, whole } = await school(`after-${how}`);
			const hers = await saveOpening(admin, office, { name: "hers", teacher: `after-${how}` });
			await over(office, hers, how);
			expect(await waitsFor()).toBe(hers.id);
			const next = await whole();
			expect(await waitsFor()).toBe(next.id);
			await ring(admin, next);
			await steer(admin, office, next, "end");
			await steer(admin, office, next, "release");
			expect(await waitsFor()).toBeNull();
			expect(await codeOf(book(admin, { teacher: `after-${how}`, at }))).toBe("ok");
		},
	);

	test.each(overs)(
		"that is %s while the whole school's is there keeps what is left of it closed until it is released",
		async (how) => {
			const { office, waitsFor, whole } = await school(`beside-${how}`);
			const hers = await saveOpening(admin, office, { name: "hers", teacher: `beside-${how}` });
			const beside = await whole();
			await over(office, hers, how);
			await saveOpening(admin, office, { name: "renamed" }, { id: beside.id, version: 1 });
			expect(await waitsFor()).toBe(hers.id);
			expect(await codeOf(book(admin, { teacher: `beside-${how}`, at }))).toBe("CLOSD");
			await steer(admin, office, hers, "release");
			expect(await waitsFor()).toBe(beside.id);
		},
	);
});

test("nothing of all this breaks a law", async () => {
	expect(await brokenLaws(admin)).toEqual([]);
});

function never(): never {
	throw new Error("there is one");
}
