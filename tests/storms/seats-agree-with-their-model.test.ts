import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { without } from "../support/without.ts";
import type { Deed, World } from "./seats/deed.ts";
import { type Act, anAct, deeds } from "./seats/deeds.ts";
import { expected, found } from "./seats/found.ts";
import { type Model, newModel, type Teacher, teachers } from "./seats/model.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const one = new pg.Client(serverUrl);
const crowd = new pg.Pool({ connectionString: serverUrl, max: 6 });
const watch = new pg.Pool({ connectionString: adminUrl, max: 4 });
const users = {} as Record<Teacher, string>;
afterAll(async () => {
	await one.end();
	await crowd.end();
	await watch.end();
});
beforeAll(async () => {
	await one.connect();
	for (const [handle, { seats, asks }] of Object.entries(teachers)) {
		const types = [{ seats, step_minutes: 15, cutoff_minutes: 0 }];
		users[handle as Teacher] = (await seedDesk(admin, { handle, types })).user;
		await admin.query(
			`update app.appointment_types set needs_approval = $1 from app.teachers t where t.id = teacher_id and t.handle = $2`,
			[asks, handle],
		);
	}
});

/** Nothing is held or booked, nobody waits, and nothing tells of the world before, though no trail is ever dropped. */
async function newWorld(on: World["on"]): Promise<World> {
	await admin.query(
		"delete from app.mails; delete from app.requests; delete from app.bookings; delete from app.appointments; delete from app.waits",
	);
	await admin.query("set local session_replication_role = replica; delete from app.audit");
	return { on, admin: watch, users, made: [], waits: [] };
}

/** All that was heard, as `deed code`. */
const heard = new Set<string>();

/** One deed, to the database and to the model, which agree on what is heard and on how all stands after it. */
async function step(model: Model, world: World, { name, wish }: Act): Promise<void> {
	const deed = deeds[name] as Deed<unknown>;
	const after = structuredClone(model);
	after.now++;
	const should = deed.should(after, wish);
	const what = `${after.now}: ${name} ${JSON.stringify(wish)}`;
	expect(await deed.does(world, wish), what).toBe(should);
	heard.add(`${name} ${should}`);
	// Where it is refused, nothing has happened.
	Object.assign(model, should === "ok" ? after : { now: after.now });
	expect(await found(world), what).toEqual(expected(model));
	// Mails go out meanwhile: how many one address may have waiting is not the model's to know.
	if (model.now % 10 === 0)
		await admin.query(
			"update app.mails set planned_at = now() - interval '1 minute' where planned_at > now()",
		);
}

const acts = fc.array(anAct, { minLength: 1, maxLength: 45, size: "max" });

/** Runs them one after the other against the database and the model. */
const agrees = fc.asyncProperty(acts, async (acts) => {
	const world = await newWorld(one);
	const model = newModel();
	for (const act of acts) await step(model, world, act);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("whatever is done to seats, the database says what the model says, and every law holds", async () => {
	await fc.assert(agrees, { numRuns: 500 });
	// Else it would agree on nothing much.
	expect([...heard]).toEqual(
		expect.arrayContaining([
			"accept ok",
			"decide ok",
			"decline ok",
			"join ok",
			"join FREE0",
			"move ok",
			"move TAKEN",
		]),
	);
}, 300_000);

const people = fc.array(fc.array(anAct, { minLength: 1, maxLength: 8, size: "max" }), {
	minLength: 2,
	maxLength: 6,
	size: "max",
});

const ours = /^\w+ (ok|none|NONE0|TAKEN|CLASH|LAPSD|NTFND|STALE|LIMIT|SLOWD|GONE0|FREE0)$/;

/** Several people at once, each of whom does one thing after the other. */
const together = fc.asyncProperty(people, async (people) => {
	const world = await newWorld(crowd);
	const person = async (acts: Act[]) => {
		const outcomes: string[] = [];
		for (const { name, wish } of acts)
			outcomes.push(`${name} ${await (deeds[name] as Deed<unknown>).does(world, wish)}`);
		return outcomes;
	};
	for (const outcome of (await Promise.all(people.map(person))).flat()) {
		expect(outcome).toMatch(ours);
		heard.add(outcome);
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

test("whatever several people do to seats at once, each hears ok or a no of ours, and every law holds", async () => {
	heard.clear();
	await fc.assert(together, { numRuns: 500 });
	expect([...heard]).toEqual(
		expect.arrayContaining(["book TAKEN", "book CLASH", "join FREE0", "decide ok", "accept ok"]),
	);
}, 300_000);

test("and where a teacher's times may overlap, several people at once break a law", async () => {
	const { rows } = await admin.query(
		"select pg_get_constraintdef(oid) as law from pg_constraint where conname = 'appointments_never_overlap'",
	);
	const instead = (law: string) =>
		admin.query(`alter table app.appointments drop constraint appointments_never_overlap;
			alter table app.appointments add constraint appointments_never_overlap ${law}`);
	await instead("unique (id)");
	const { failed } = await fc.check(together, { numRuns: 500, endOnFailure: true });
	await newWorld(crowd);
	await instead(rows[0].law);
	expect(failed).toBe(true);
}, 300_000);

/** What guards a law each, and how it would be without that. */
const guards: [what: string, verb: string, words: string, others: string][] = [
	[
		"a seat is given up though the other is not to be had",
		"app.change_seat",
		"perform app.refuse('TAKEN', 'no seat left');",
		"return p_booking;",
	],
	[
		"who came last is served first",
		"app.next_in_line",
		"order by wait.created_at, wait.id",
		"order by wait.created_at desc",
	],
	[
		"what is left by a move is offered to nobody",
		"app.change_seat",
		"perform app.offer_left_seat(p_booking.appointment_id);",
		"",
	],
	[
		"what a teacher has cleared is offered by that",
		"app.cancel_meant(uuid[],uuid,uuid[],text,timestamptz,timestamptz,text,timestamptz[])",
		"perform set_config('firstbell.offers', 'off', true);",
		"null;",
	],
	["what was given up is offered again", "app.suits", "and not app.has_given_up(p_wait, p_starts_at)", ""],
	[
		"a teacher moves somebody to where they are elsewhere",
		"app.shift_appointment",
		"and app.is_elsewhere(booking.name, booking.email, v_during, booking.id)",
		"and false",
	],
	[
		"a request is decided twice, and otherwise",
		"api.decide_booking",
		"elsif v_booking.state <> v_state then",
		"elsif false then",
	],
];

test.each(guards)(
	"and where %s, the model finds it",
	async (_what, verb, words, others) => {
		const { rows } = await admin.query(
			"select pg_get_functiondef(coalesce(to_regprocedure($1), to_regproc($1))) as source",
			[verb],
		);
		await without(admin, verb, [words, others]);
		const { failed } = await fc.check(agrees, { numRuns: 5_000, endOnFailure: true });
		await admin.query(rows[0].source);
		expect(failed).toBe(true);
	},
	180_000,
);
