import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { begin, cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { inMinutes, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, codeOf, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	({ teacher, user } = await seedDesk(admin));
});
const mark = (id: string, state: string, as = user) => call(admin, "mark_attendance", as, id, state);
const booked = async (n = 0) => (await book(admin, { teacher, at: slotStart(n) })).booking_id;
const stateOf = async (id: string) =>
	(await admin.query("select state from app.bookings where id = $1", [id])).rows[0].state;

test("from its beginning on it can be marked, changed, marked again and taken back, and never before", async () => {
	const id = await booked();
	expect(await codeOf(mark(id, "completed"))).toBe("CLOSD");
	expect(await stateOf(id)).toBe("confirmed");
	await begin(admin, id);
	for (const state of ["completed", "no_show", "no_show", "completed", "confirmed"]) {
		expect(await mark(id, state)).toEqual({ state });
		expect(await stateOf(id)).toBe(state);
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

test("what was cancelled or only held is not marked, and what is marked is not cancelled", async () => {
	const gone = await booked();
	await cancelAsTeacher(admin, { user, bookings: [gone] });
	await begin(admin, gone);
	expect(await codeOf(mark(gone, "completed"))).toBe("NTFND");
	const held = (await hold(admin, { teacher, at: slotStart(1) })).booking_id;
	expect(await codeOf(mark(held, "completed"))).toBe("NTFND");
	const marked = await booked(2);
	await begin(admin, marked);
	await mark(marked, "completed");
	expect(await codeOf(cancelAsTeacher(admin, { user, bookings: [marked] }))).toBe("CLOSD");
	expect(await codeOf(cancel(admin, { booking_id: marked, link_version: 1 } as never))).toBe("NTFND");
	expect(await stateOf(marked)).toBe("completed");
});

test("another teacher's is NTFND, and who is nobody here is DNIED", async () => {
	const other = await seedDesk(admin);
	const id = await booked();
	await begin(admin, id);
	expect(await codeOf(mark(id, "no_show", other.user))).toBe("NTFND");
	expect(await codeOf(mark(id, "no_show", randomUUID()))).toBe("DNIED");
	expect(await codeOf(mark(randomUUID(), "no_show"))).toBe("NTFND");
	expect(await stateOf(id)).toBe("confirmed");
});

test("it is not taken back once the student is booked elsewhere at that time", async () => {
	const who = { name: "Two Places", email: `${randomUUID()}@booker.example` };
	const first = (await book(admin, { teacher, at: slotStart(0), ...who })).booking_id;
	await begin(admin, first);
	await mark(first, "no_show");
	const elsewhere = await seedDesk(admin);
	const second = (await book(admin, { teacher: elsewhere.teacher, at: slotStart(1), ...who })).booking_id;
	await begin(admin, second, 10);
	expect(await codeOf(mark(first, "confirmed"))).toBe("CLASH");
	expect(await codeOf(mark(first, "completed"))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("who came has had their share of an opening: it does not grow by being marked", async () => {
	const own = `evening-${randomUUID().slice(0, 8)}`;
	const office = await seedOffice(admin, own, [own]);
	const opening = await saveOpening(admin, office, {
		audience: "anyone",
		waiting_room: false,
		groups: [{ name: "Everybody", opens_at: inMinutes(1) }],
	});
	await admin.query(
		`update app.openings set opens_at = now() - interval '1 minute', joins_at = now() - interval '1 hour', created_at = now() - interval '1 hour'
		where id = $1`,
		[opening.id],
	);
	const email = `${own}@home.example`;
	const first = (await book(admin, { teacher: own, at: slotStart(0), email })).booking_id;
	expect(await codeOf(book(admin, { teacher: own, at: slotStart(1), email }))).toBe("LIMIT");
	await begin(admin, first);
	await mark(first, "completed", office.staff);
	expect(await codeOf(book(admin, { teacher: own, at: slotStart(1), email }))).toBe("LIMIT");
});

test("who has had more of a team's week is not picked first, also when it is marked", async () => {
	const school = `team-${randomUUID().slice(0, 8)}`;
	await seedOffice(admin, school, [`${school}-a`, `${school}-b`]);
	await admin.query(
		"insert into app.teams (school_id, handle, name, subject) select id, $1, 'Any', 'Testing' from app.schools where handle = $1",
		[school],
	);
	// In one week of the calendar, whatever day it is.
	const monday = [0, 1, 2, 3, 4, 5, 6].find((day) => new Date(slotStart(day * 48)).getUTCDay() === 1) ?? 0;
	for (let n = 0; n < 4; n++) {
		const at = slotStart(monday * 48 + n * 4);
		const done = (await book(admin, { teacher: `${school}-a`, at })).booking_id;
		await admin.query("update app.bookings set state = 'completed' where id = $1", [done]);
	}
	const picks: string[] = [];
	for (let n = 0; n < 4; n++) {
		const wish = [
			school,
			"lesson",
			slotStart(monday * 48 + n * 4 + 2),
			`N ${n}`,
			`${randomUUID()}@booker.example`,
			"UTC",
		];
		picks.push((await call<{ teacher: string }>(admin, "book_team_slot", randomUUID(), ...wish)).teacher);
	}
	expect(new Set(picks)).toEqual(new Set([`${school}-b`]));
});
