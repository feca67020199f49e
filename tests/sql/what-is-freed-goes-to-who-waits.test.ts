import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, codeOf } from "../support/verbs.ts";
import { awake, lapse, statesOf, sweep, waitOf } from "../support/waiting.ts";
import { at, waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 8 });
afterAll(() => pool.end());
const newDesk = (type = {}) => waitingDesk(admin, pool, type);

test("a seat that is cancelled is the first one's who waits, and never free in between", async () => {
	const { teacher, ann, ben, standing, wait, taken, free, mailsTo } = await newDesk();
	expect([await wait(ann), await wait(ben)]).toEqual([{ place: 1 }, { place: 2 }]);
	await cancel(pool, standing);
	expect(await statesOf(admin, [ann, ben])).toEqual(["offered", "waiting"]);
	expect(await free()).toBe(0);
	expect(await codeOf(book(pool, { teacher, at }))).toBe("TAKEN");
	expect((await mailsTo(ann)).map(({ kind }) => kind)).toEqual(["waiting", "offered"]);
	await taken(ann);
	expect(await statesOf(admin, [ann, ben])).toEqual(["taken", "waiting"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("two hours are given for it from when its mail goes, and no extension", async () => {
	const { ann, standing, wait, mailsTo } = await newDesk();
	await wait(ann);
	await cancel(pool, standing);
	const [, offered] = await mailsTo(ann);
	const { booking_id, held_until } = await waitOf(admin, ann);
	const minutes = (Date.parse(held_until ?? "") - offered.due_at.getTime()) / 60_000;
	expect(Math.round(minutes)).toBe(120);
	expect(await codeOf(call(pool, "extend_hold", booking_id, 1))).toBe("LIMIT");
});

test("one who waits for any time, for the day or for that start gets what was freed, in the order in which they came", async () => {
	const { teacher, ann, ben, cem, standing, wait, decline, change } = await newDesk();
	const day = at.slice(0, 10);
	for (let n = 1; n < 48; n++) await book(pool, { teacher, at: slotStart(n) });
	await change(`dates = daterange('${day}', '${day}', '[]')`);
	await wait(ann, {});
	// In UTC it may be night: it is theirs then, too, and begins in the morning.
	await wait(ben, { day, zone: "UTC" });
	await wait(cem);
	await cancel(pool, standing);
	expect(await statesOf(admin, [ann, ben, cem])).toEqual(["offered", "waiting", "waiting"]);
	await decline(ann);
	expect(await statesOf(admin, [ann, ben, cem])).toEqual(["declined", "offered", "waiting"]);
	await decline(ben);
	expect(await statesOf(admin, [ann, ben, cem])).toEqual(["declined", "declined", "offered"]);
});

test("who cannot have it is passed over: elsewhere at that time, at their cap, helped by themselves, or offered something already", async () => {
	const { teacher, ann, ben, cem, standing, wait } = await newDesk({ booker_cap: 1 });
	const other = await seedDesk(admin, { types: [{}] });
	await wait(ann, { at, name: "Ann" });
	await wait(ben, { at, name: "Ben" });
	await wait(cem, { at, name: "Cem" });
	await book(pool, { teacher: other.teacher, at, name: "Ann", email: ann });
	await book(pool, { teacher, at: slotStart(9), name: "Ben", email: ben });
	await cancel(pool, standing);
	expect(await statesOf(admin, [ann, ben, cem])).toEqual(["waiting", "waiting", "offered"]);
});

test("one student is offered one seat of a type at a time", async () => {
	const { teacher, ann, standing, wait } = await newDesk();
	const second = await book(pool, { teacher, at: slotStart(1) });
	await wait(ann);
	await wait(ann, { at: slotStart(1) });
	await cancel(pool, standing);
	await cancel(pool, second);
	const { rows } = await admin.query("select state from app.waits where email = $1 order by created_at", [
		ann,
	]);
	expect(rows).toEqual([{ state: "offered" }, { state: "waiting" }]);
});

test("who found a time on that day by themselves waits no longer", async () => {
	const { teacher, ann, wait } = await newDesk();
	await wait(ann, { at, name: "Ann" });
	await admin.query("update app.waits set wanted = tstzrange($2, $3) where email = $1", [
		ann,
		at,
		slotStart(5),
	]);
	await book(pool, { teacher, at: slotStart(1), name: "ann", email: ann });
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["left"]);
});

test("hours that are opened are offered by the sweep, the soonest first to the first", async () => {
	const { teacher, ann, ben, cem, wait } = await newDesk();
	const off = slotStart(96).slice(0, 10);
	await admin.query(
		`insert into app.overrides (schedule_id, day, minutes)
		select schedule_id, $2, '{[540,570)}' from app.appointment_types type join app.teachers t on t.id = type.teacher_id where t.handle = $1`,
		[teacher, off],
	);
	const first = `${off}T09:00:00.000Z`;
	await book(pool, { teacher, at: first });
	for (const email of [ann, ben, cem]) await wait(email, { day: off, zone: "UTC" });
	await admin.query("update app.waits set time_zone = $1", [awake]);
	await admin.query("update app.overrides set minutes = '{[540,630)}' where day = $1", [off]);
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben, cem])).toEqual(["offered", "offered", "waiting"]);
	const startOf = async (email: string) =>
		new Date((await waitOf(admin, email)).starts_at ?? "").toISOString();
	expect([await startOf(ann), await startOf(ben)]).toEqual([`${off}T09:30:00.000Z`, `${off}T10:00:00.000Z`]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("what the teacher's rules do not offer any more is offered to nobody: a day off, a type retired, a list closed", async () => {
	for (const rule of ["away", "retired_at = now()", "waitlist = false"]) {
		const { teacher, ann, standing, wait, change, takeOff } = await newDesk();
		await wait(ann);
		await (rule === "away" ? takeOff() : change(rule));
		await cancel(pool, standing);
		await sweep(pool, teacher);
		expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	}
});

test("while the teacher edits the rules, nothing is waited for: the seat is free, and the sweep finds who waits", async () => {
	const { teacher, ann, standing, wait } = await newDesk();
	await wait(ann);
	await admin.query("select pg_advisory_lock(hashtextextended($1, 6))", [teacher]);
	await cancel(pool, standing);
	await admin.query("select pg_advisory_unlock(hashtextextended($1, 6))", [teacher]);
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["offered"]);
});

test("of a group, a seat that is given up is offered and the others stay", async () => {
	const { teacher, ann, standing, wait, free } = await newDesk({ seats: 2 });
	await book(pool, { teacher, at });
	await wait(ann);
	await cancel(pool, standing);
	expect(await statesOf(admin, [ann])).toEqual(["offered"]);
	expect(await codeOf(book(pool, { teacher, at }))).toBe("TAKEN");
	await lapse(admin, ann);
	expect(await free()).toBe(0);
	await sweep(pool, teacher);
	expect(await free()).toBe(1);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a day that is full by its cap stays so while a seat of it is passed on", async () => {
	const { teacher, ann, ben, standing, wait, change } = await newDesk();
	await change("day_cap = 1");
	await wait(ann);
	await wait(ben);
	await cancel(pool, standing);
	await lapse(admin, ann);
	expect(await codeOf(book(pool, { teacher, at: slotStart(5) }))).toBe("TAKEN");
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["lapsed", "offered"]);
	expect(await codeOf(book(pool, { teacher, at: slotStart(5) }))).toBe("TAKEN");
	const { rows } = await admin.query(
		"select count(*)::integer from app.appointments a join app.teachers t on t.id = a.teacher_id where t.handle = $1 and a.cancelled_at is null",
		[teacher],
	);
	expect(rows).toEqual([{ count: 1 }]);
});
