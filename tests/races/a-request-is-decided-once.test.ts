import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { cancelAsTeacher } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { decide, lapse, requestOf, runOut, seedAsking } from "../support/requests.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, cancel, outcomeOf, tally } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
afterAll(() => pool.end());
const types = [{ seats: 2, cutoff_minutes: 0 }];
const soon = () => new Promise((wait) => setTimeout(wait, Math.random() * 4));
const answers = (mails: string[]) => mails.filter((mail) => /^(confirmed|declined|lapsed)/.test(mail));

test("one says yes and another no at once: one of them wins, the other hears that it did, and one answer is told", async () => {
	const { teacher, user } = await seedAsking(admin, { types });
	const won: Record<string, number> = {};
	for (let n = 0; n < 60; n++) {
		const asked = await book(pool, { teacher, at: slotStart(n) });
		const outcomes = await Promise.all([
			soon().then(() => outcomeOf(decide(pool, asked, true))),
			soon().then(() => outcomeOf(decide(pool, asked, false, { user }))),
		]);
		expect(outcomes.toSorted()).toEqual(["STALE", "ok"]);
		const { state, mails } = await requestOf(admin, asked.booking_id);
		expect(state).toBe(outcomes[0] === "ok" ? "confirmed" : "declined");
		expect(answers(mails)).toEqual([`${state} booker`]);
		won[state] = (won[state] ?? 0) + 1;
	}
	expect(Math.min(won.confirmed ?? 0, won.declined ?? 0)).toBeGreaterThan(5);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("two say yes at once: both hear yes, and it is told once", async () => {
	const { teacher, user } = await seedAsking(admin, { types });
	for (let n = 0; n < 30; n++) {
		const asked = await book(pool, { teacher, at: slotStart(n) });
		const [one, other] = await Promise.all([decide(pool, asked, true), decide(pool, asked, true, { user })]);
		expect(one).toEqual(other);
		expect(answers((await requestOf(admin, asked.booking_id)).mails)).toEqual(["confirmed booker"]);
	}
});

test("it is answered in the moment in which it lapses: it is one or the other, and whoever wants the seat gets it once", async () => {
	const { teacher } = await seedAsking(admin, { types: [{ cutoff_minutes: 0 }] });
	const seen: Record<string, number> = {};
	for (let n = 0; n < 60; n++) {
		const asked = await book(pool, { teacher, at: slotStart(n) });
		const until = new Date(Date.now() + Math.random() * 12);
		await admin.query("update app.bookings set decide_until = $2 where id = $1", [asked.booking_id, until]);
		const ends = Date.now() + 20;
		const lapsing = async () => {
			while (Date.now() < ends) await Promise.all([lapse(pool), lapse(pool)]);
		};
		const [said] = await Promise.all([
			new Promise((wait) => setTimeout(wait, Math.random() * 12)).then(() =>
				outcomeOf(decide(pool, asked, true)),
			),
			lapsing(),
		]);
		const { state, lapsed, mails } = await requestOf(admin, asked.booking_id);
		expect([said, state, lapsed]).toEqual(
			said === "ok" ? ["ok", "confirmed", false] : ["LAPSD", "declined", true],
		);
		expect(answers(mails)).toEqual([said === "ok" ? "confirmed booker" : "lapsed booker"]);
		const wanting = await Promise.all([0, 1].map(() => outcomeOf(book(pool, { teacher, at: slotStart(n) }))));
		expect(tally(wanting)).toEqual(said === "ok" ? { TAKEN: 2 } : { ok: 1, TAKEN: 1 });
		seen[String(said)] = (seen[String(said)] ?? 0) + 1;
	}
	expect(Math.min(seen.ok ?? 0, seen.LAPSD ?? 0)).toBeGreaterThan(3);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("it is answered while it is taken back, also with its whole day: what stands is what was told", async () => {
	const { teacher, user } = await seedAsking(admin, { types });
	const seen = new Set<string>();
	for (let n = 0; n < 60; n++) {
		const asked = await book(pool, { teacher, at: slotStart(n) });
		const others = await book(pool, { teacher, at: slotStart(n) });
		const yes = n % 2 === 0;
		const span = { user, from: slotStart(n), until: slotStart(n + 1) };
		const outcomes = await Promise.all([
			soon().then(() => outcomeOf(decide(pool, asked, yes))),
			soon().then(() => outcomeOf(cancel(pool, asked))),
			soon().then(() => outcomeOf(cancelAsTeacher(pool, span))),
			soon().then(() => outcomeOf(decide(pool, others, yes, { user }))),
		]);
		expect(outcomes.filter((outcome) => outcome !== "ok" && outcome !== "STALE")).toEqual([]);
		for (const { booking_id } of [asked, others]) {
			const { state, mails } = await requestOf(admin, booking_id);
			expect(["cancelled", "declined"]).toContain(state);
			expect(mails.filter((mail: string) => mail === `${state} booker`)).toHaveLength(1);
			seen.add(state);
		}
	}
	expect([...seen].toSorted()).toEqual(["cancelled", "declined"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("many lapse while they are answered, taken back and asked for anew: all are answered, and nobody waits in a circle", async () => {
	const { teacher, user } = await seedAsking(admin, { types });
	for (let round = 0; round < 8; round++) {
		const at = Array.from({ length: 12 }, (_, i) => slotStart(round * 12 + i));
		// One family asks for several, so that turns of bookers and seats cross.
		const asked = (await Promise.all(
			at.flatMap((each, i) =>
				[0, 1].map((child) =>
					book(pool, {
						teacher,
						at: each,
						email: `family-${(i + child) % 3}@home.example`,
						name: `${round} ${i} ${child}`,
					}),
				),
			),
		)) as Booked[];
		await Promise.all(asked.filter((_, i) => i % 2).map((each) => runOut(admin, each)));
		const outcomes = await Promise.all([
			...[0, 1, 2].map(() => outcomeOf(lapse(pool, 20))),
			outcomeOf(cancelAsTeacher(pool, { user, from: at[0] ?? "", until: at[6] ?? "" })),
			...asked.map((each, i) => soon().then(() => outcomeOf(decide(pool, each, i % 3 > 0)))),
			...asked.map((each) => soon().then(() => outcomeOf(cancel(pool, each)))),
			...at.map((each) => soon().then(() => outcomeOf(book(pool, { teacher, at: each })))),
		]);
		const known = ["ok", "STALE", "LAPSD", "TAKEN"];
		expect(outcomes.filter((outcome) => !known.includes(outcome))).toEqual([]);
		// Or their mails would be too many for the next.
		await admin.query("update app.mails set planned_at = planned_at - interval '1 hour'");
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

test("without the turns and locks, one request has two answers, and the checker says so", async () => {
	const open = await ownDatabase();
	const { teacher, user } = await seedAsking(open.admin, { types });
	await without(open.admin, "app.lock_booker", [
		"perform pg_advisory_xact_lock",
		"return; perform pg_advisory_xact_lock",
	]);
	await without(open.admin, "app.lock_booking", ["for update", ""]);
	await without(open.admin, "app.decline_booking", ["begin", "begin\n  perform pg_sleep(0.01);"]);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	let broken: string[] = [];
	// Until chance has brought them together.
	for (let n = 0; n < 80 && broken.length === 0; n++) {
		const asked = await book(own, { teacher, at: slotStart(n) });
		await book(own, { teacher, at: slotStart(n) });
		await Promise.all([
			outcomeOf(decide(own, asked, true)),
			outcomeOf(decide(own, asked, false, { user })),
			outcomeOf(cancel(own, asked)),
		]);
		broken = await brokenLaws(open.admin);
	}
	await own.end();
	expect(broken.join()).toMatch(/other seats than its bookings have|lacks its mails/);
});
