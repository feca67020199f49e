import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { moveAsTeacher, seedDesk } from "../support/desk.ts";
import { everyHour } from "../support/import-wish.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	({ teacher, user } = await seedDesk(admin));
});

type Schedule = { id: string; version: number };
type Saved = { outside: { id: string }[]; version: number };
const rules = () => call<Saved & { schedules: Schedule[] }>(admin, "open_rules", user);
const usual = async () => (await rules()).schedules[0] as Schedule;
const day = (n: number) => slotStart(n * 48).slice(0, 10);
const saveSchedule = (id: string, version: number, wish: object) =>
	call<Saved>(
		admin,
		"save_schedule",
		...[user, id, version, JSON.stringify({ name: "Weekly hours", spans: everyHour, own_days: [], ...wish })],
	);

test("what was kept is asked about again when it was offered in between, whatever takes it then", async () => {
	const [one, two] = [
		await book(admin, { teacher, at: slotStart(100) }),
		await book(admin, { teacher, at: slotStart(150) }),
	];
	const { id, version } = await usual();
	const closed = [day(2), day(3)].map((each) => ({ day: each, spans: [] }));
	await saveSchedule(id, version, { own_days: closed });
	await call(admin, "keep_bookings", user, [one.booking_id, two.booking_id]);
	// Taken back, there is nothing to ask; closed in earnest, it is.
	expect((await saveSchedule(id, version + 1, { own_days: [] })).outside).toEqual([]);
	const again = await saveSchedule(id, version + 2, { own_days: closed.slice(0, 1) });
	expect(again.outside.map((each) => each.id)).toEqual([one.booking_id]);
	const [from, until] = [slotStart(149), slotStart(152)];
	const away = await call<Saved>(admin, "save_absence", user, randomUUID(), 0, from, until, "");
	expect(away.outside.map((each) => each.id)).toEqual([one.booking_id, two.booking_id]);
});

test("what was kept stays so while nothing new is against it, and when the same is saved again", async () => {
	const { booking_id } = await book(admin, { teacher, at: slotStart(100) });
	const shown = async () => (await rules()).outside.map((each) => each.id);
	const keep = async () => {
		expect(await shown()).toEqual([booking_id]);
		await call(admin, "keep_bookings", user, [booking_id]);
		expect(await shown()).toEqual([]);
	};
	const { id, version } = await usual();
	const own = (n: number, ...spans: object[]) => ({ day: day(n), spans });
	const late = { starts_minute: 1200, ends_minute: 1260 };
	await saveSchedule(id, version, { own_days: [own(2)] });
	await keep();
	// Another day, other weekly hours, holidays, and an absence beside it.
	await saveSchedule(id, version + 1, { own_days: [own(2), own(3)], spans: [] });
	await call(admin, "save_holidays", user, (await rules()).version, "ZZ", [], "[]");
	const absence = randomUUID();
	const away = (n: number, from: number, until: number) =>
		call(admin, "save_absence", user, absence, n, slotStart(from), slotStart(until), "Away");
	await away(0, 96, 100);
	expect(await shown()).toEqual([]);

	await away(1, 96, 101);
	await keep();
	await away(1, 96, 101);
	await away(2, 96, 110);
	expect(await shown()).toEqual([]);

	// The day gets other hours of its own, and not these.
	await saveSchedule(id, version + 2, { own_days: [own(2, late)], spans: [] });
	await keep();
	await saveSchedule(id, version + 2, { own_days: [own(2, late)], spans: [] });
	expect(await shown()).toEqual([]);

	const type = (await call<{ id: string }[]>(admin, "list_types", user))[0]?.id;
	await call(admin, "retire_type", user, type);
	await keep();
	await call(admin, "retire_type", user, type);
	expect(await shown()).toEqual([]);
});

test("a change of zone, of holidays or of a type asks about what was kept and is offered", async () => {
	const { booking_id } = await book(admin, { teacher, at: slotStart(100) });
	const kept = () =>
		admin.query(
			"update app.appointments set is_kept = true where id = (select appointment_id from app.bookings where id = $1)",
			[booking_id],
		);
	const ids = ({ outside }: Saved) => outside.map((each) => each.id);
	await kept();
	const days = JSON.stringify([{ day: day(2), name: "Harvest" }]);
	let { version } = await rules();
	expect(ids(await call<Saved>(admin, "save_holidays", user, version++, "ZY", [], days))).toEqual([
		booking_id,
	]);
	await call(admin, "save_holidays", user, version++, null, [], "[]");

	await kept();
	type Type = Record<string, unknown> & { id: string; version: number };
	const [{ id, version: seen, ...type } = {} as Type] = await call<Type[]>(admin, "list_types", user);
	const save = (n: number, first_day: string | null) =>
		call<Saved>(admin, "save_type", user, id, n, JSON.stringify({ ...type, first_day, last_day: first_day }));
	expect(ids(await save(seen, day(5)))).toEqual([booking_id]);
	await save(seen + 1, null);

	const weekday = new Date(`${day(2)}T00:00Z`).getUTCDay() || 7;
	const { id: hours, version: before } = await usual();
	await saveSchedule(hours, before, { spans: [{ weekday, starts_minute: 120, ends_minute: 180 }] });
	await kept();
	const moved = await call<Saved>(admin, "change_zone", user, version, "Etc/GMT+5", false);
	expect(ids(moved)).toEqual([booking_id]);
});

test("what its teacher has moved is asked about when they are away then, and not before", async () => {
	const [inside, outside] = [
		await book(admin, { teacher, at: slotStart(100) }),
		await book(admin, { teacher, at: slotStart(102) }),
	];
	const odd = slotStart(301, 10);
	await moveAsTeacher(admin, { user, booking: inside.booking_id, from: slotStart(100), to: slotStart(99) });
	await moveAsTeacher(admin, { user, booking: outside.booking_id, from: slotStart(102), to: odd });
	expect((await rules()).outside).toEqual([]);
	const away = (from: number, until: number) =>
		call<Saved>(admin, "save_absence", user, randomUUID(), 0, slotStart(from), slotStart(until), "");
	expect((await away(97, 99)).outside).toEqual([]);
	expect((await away(99, 100)).outside.map((each) => each.id)).toEqual([inside.booking_id]);
	expect((await away(101, 102)).outside.map((each) => each.id)).toEqual([
		inside.booking_id,
		outside.booking_id,
	]);
});

test("what touches a time that its teacher takes off is asked about again, and what was noted before is not", async () => {
	await admin.query(
		"update app.appointment_types set buffer_after_minutes = 15 where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher],
	);
	const [beside, inside, far] = [
		await book(admin, { teacher, at: slotStart(90) }),
		await book(admin, { teacher, at: slotStart(104) }),
		await book(admin, { teacher, at: slotStart(120) }),
	];
	const late = slotStart(301, 10);
	await moveAsTeacher(admin, { user, booking: beside.booking_id, from: slotStart(90), to: slotStart(99) });
	await moveAsTeacher(admin, { user, booking: inside.booking_id, from: slotStart(104), to: slotStart(102) });
	await moveAsTeacher(admin, { user, booking: far.booking_id, from: slotStart(120), to: slotStart(140) });
	expect((await rules()).outside).toEqual([]);
	const off = (from: string, until: string) =>
		call<{ cancelled: string[] }>(admin, "take_time_off", user, randomUUID(), null, from, until, "Ill");
	const shown = async () => (await rules()).outside.map((each) => each.id);
	const keep = () => call(admin, "keep_bookings", user, [beside.booking_id]);
	// It lies beside that, and the last of its quarter of an hour in it.
	expect((await off(late, slotStart(104))).cancelled).toEqual([inside.booking_id]);
	expect(await shown()).toEqual([beside.booking_id]);
	await keep();
	expect(await shown()).toEqual([]);
	await off(late, slotStart(104));
	await off(slotStart(101), slotStart(103));
	await off(late, slotStart(106));
	await off(slotStart(98), slotStart(99));
	expect(await shown()).toEqual([]);
	// More of it.
	await off(slotStart(100), slotStart(104));
	expect(await shown()).toEqual([beside.booking_id]);
});
