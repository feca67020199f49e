import { beforeAll, describe, expect, test } from "vitest";
import {
	bookWith,
	inMinutes,
	invite,
	join,
	leave,
	type Office,
	type Opening,
	opened,
	ring,
	saveOpening,
	seedOffice,
	steer,
	step,
	takePass,
} from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, confirm, type Held, hold, move } from "../support/verbs.ts";
import { awake, join as joinWaitlist, waitOf } from "../support/waiting.ts";
import { foundBy, watchedLaws } from "../support/watched.ts";

const { admin } = await ownDatabase();
let booked: Booked;
let next: Booked;
let held: Held;
let office: Office;
let inOpening: Booked;
let line: Opening;
const waiter = "waiter@waiter.example";

beforeAll(async () => {
	await seedTeacher(admin, "ada", { types: [{ cutoff_minutes: 0, horizon_days: 30 }] });
	await admin.query("update app.appointment_types set series_cap = 4");
	booked = await book(admin, { at: slotStart(0), name: "Kim", email: "kim@booker.example" });
	next = await book(admin, { at: slotStart(1), name: "Kim", email: "kim@booker.example" });
	held = await hold(admin, { at: slotStart(2) });
	await confirm(admin, await hold(admin, { at: slotStart(3) }));
	await cancel(admin, await book(admin, { at: slotStart(4) }));
	await move(admin, await book(admin, { at: slotStart(5) }), slotStart(6));
	const who = ["Series", "series@booker.example", "UTC"];
	await call(
		admin,
		"book_series",
		"a-series-of-two-dates",
		"ada",
		"lesson",
		[slotStart(48), slotStart(96)],
		...who,
	);
	const full = await book(admin, { at: slotStart(8) });
	await joinWaitlist(admin, { at: slotStart(8), email: waiter, zone: awake });
	await cancel(admin, full);
	office = await seedOffice(admin, "bell", ["bea", "carl"], { halfHours: 4 });
	const { tickets } = await opened(admin, office, { families: 3 });
	const [first] = tickets;
	if (!first) throw new Error("no ticket");
	await takePass(admin, first);
	inOpening = await bookWith(admin, { teacher: "bea", at: slotStart(0), ticket: first });
	line = await threeInLine();
});

/** An opening of two groups: one is called who was drawn, one who came late and one of the later group; one more of each has left. */
async function threeInLine(): Promise<Opening> {
	const dora = await seedOffice(admin, "line", ["dora"]);
	const groups = ["First", "Second"].map((name, i) => ({ name, opens_at: inMinutes(10 + i) }));
	const opening = await saveOpening(admin, dora, { groups });
	const come = async (named: string, group: number) => {
		const [one, other] = await invite(admin, dora, opening, 2, { named, group });
		if (!one || !other) throw new Error("nobody was invited");
		await join(admin, one);
		await leave(admin, await join(admin, other));
	};
	await come("drawn", 0);
	await come("second", 1);
	await ring(admin, opening);
	// Drawn in one second, and called in the next.
	await steer(admin, dora, opening, "pause");
	await step(admin, opening);
	await steer(admin, dora, opening, "resume");
	await come("late", 0);
	await step(admin, opening);
	// As if they had come in time to have been called.
	await admin.query(
		"update app.tickets set joined_at = joined_at - interval '1 minute' where opening_id = $1",
		[opening.id],
	);
	return opening;
}

test("where all is as it should be nothing is found, though all of it is looked at", async () => {
	expect((await waitOf(admin, waiter)).state).toBe("offered");
	expect(await watchedLaws(admin)).toEqual({});
	const { rows } = await admin.query(
		"select app.touched_lately(now() - interval '150 seconds', 2000) as ids",
	);
	const bookings = await admin.query("select id from app.bookings where series_id is null");
	expect(rows[0].ids).toEqual(
		expect.arrayContaining(bookings.rows.map(({ id }) => id).filter((id) => id !== held.booking_id)),
	);
});

test("what was booked while more could be is no fault once an office lets each book fewer", async () => {
	const plant = `update app.bookings set created_at = now(), ticket_id = (select ticket_id from app.bookings where id = $1) where id = $2;
		update app.openings set bookings_each = 1;
		update app.opening_events set detail = detail || '{"bookings_each": 2}' where kind = 'saved'`;
	expect(await foundBy(admin, plant, [inOpening.booking_id, booked.booking_id])).toEqual([]);
});

describe("it is found that", () => {
	const lost = (name: string) => `the database has lost a law: ${name}`;
	test.each<[law: string[], plant: string, of: () => unknown[]]>([
		[
			["a teacher has two overlapping appointments", lost("appointments_never_overlap")],
			`alter table app.appointments drop constraint appointments_never_overlap;
			update app.appointments a set starts_at = b.starts_at, ends_at = b.ends_at, busy = b.busy
				from app.appointments b, app.bookings of_a, app.bookings of_b
				where of_a.id = $1 and of_b.id = $2 and a.id = of_a.appointment_id and b.id = of_b.appointment_id;
			alter table app.bookings drop constraint students_are_never_in_two_places;
			update app.bookings set during = (select during from app.bookings where id = $2), email = 'other@booker.example' where id = $1;
			insert into app.mails (booking_id, kind, recipient, addressee) values ($1, 'confirmed', 'booker', md5('other@booker.example')::uuid);
			alter table app.bookings add constraint students_are_never_in_two_places exclude using gist (student with =, during with &&) where (state in ('pending', 'confirmed'))`,
			() => [next.booking_id, booked.booking_id],
		],
		[
			[
				"a student is in two places",
				lost("students_are_never_in_two_places"),
				"a booking stands at another time than its appointment",
			],
			`alter table app.bookings drop constraint students_are_never_in_two_places;
			update app.bookings set during = (select during from app.bookings where id = $2) where id = $1`,
			() => [next.booking_id, booked.booking_id],
		],
		[
			["an appointment counts other seats than its bookings have"],
			"update app.appointments set seats = 2, seats_taken = 2 where id = (select appointment_id from app.bookings where id = $1)",
			() => [booked.booking_id],
		],
		[
			["an active booking has an appointment that is cancelled"],
			"update app.appointments set cancelled_at = now() where id = (select appointment_id from app.bookings where id = $1)",
			() => [booked.booking_id],
		],
		[
			["a booking stands at another time than its appointment"],
			"update app.bookings set during = tstzrange(lower(during), upper(during) + interval '1 minute') where id = $1",
			() => [held.booking_id],
		],
		[
			[
				"an appointment with a confirmed booking runs out, or one with holds alone does not",
				"a time is kept for longer than the last of its holds",
			].slice(0, 1),
			"update app.appointments set held_until = now() where id = (select appointment_id from app.bookings where id = $1)",
			() => [booked.booking_id],
		],
		[
			["a time is kept for longer than the last of its holds"],
			`update app.bookings set held_until = now() - interval '1 second' where id = $1;
			update app.appointments set held_until = now() + interval '1 hour' where id = (select appointment_id from app.bookings where id = $1)`,
			() => [held.booking_id],
		],
		[
			["what was answered as booked is not there"],
			"set local session_replication_role = replica; delete from app.appointments where id = (select appointment_id from app.bookings where id = $1); delete from app.bookings where id = $1",
			() => [booked.booking_id],
		],
		[["a booking lacks its mail"], "delete from app.mails where booking_id = $1", () => [booked.booking_id]],
		[
			["who waits is offered a seat that is not theirs, or has taken one that is still offered"],
			"update app.waits set state = 'waiting' where email = $1",
			() => [waiter],
		],
		[
			["a ticket has more seats than it is good for"],
			"update app.bookings set created_at = now(), ticket_id = (select ticket_id from app.bookings where id = $1) where id = $2",
			() => [inOpening.booking_id, booked.booking_id],
		],
		[
			["a seat was taken in an opening before it opened, or by who was never let in"],
			"update app.bookings set created_at = created_at - interval '1 hour' where id = $1",
			() => [inOpening.booking_id],
		],
		[
			["somebody was called whose turn had not come"],
			"update app.opening_groups set served_below = 0 where opening_id <> $1",
			() => [line.id],
		],
		[
			[
				"who came after a draw was called before who is in it",
				"a group was called before the one ahead of it",
			],
			`update app.tickets set offered_at = null where opening_id = $1 and rank is not null
				and group_id = (select id from app.opening_groups where opening_id = $1 and position = 0);
			update app.opening_groups set served_below = 0 where opening_id = $1 and position = 0`,
			() => [line.id],
		],
		[
			["a group was called before the one ahead of it"],
			`update app.tickets set offered_at = null where opening_id = $1 and tail_no is not null;
			update app.opening_groups set tail_served = 0 where opening_id = $1`,
			() => [line.id],
		],
		[
			["a rank is not the one that its seed gives"],
			"update app.tickets set rank = rank - 1 where rank > 0",
			() => [],
		],
		[
			["the numbers behind a draw are not as many as were given"],
			"update app.opening_groups set tail_count = tail_count + 1",
			() => [],
		],
	])("%j", async (laws, plant, of) => {
		expect(await foundBy(admin, plant, of())).toEqual(laws.toSorted());
	});

	test("nothing is, of what nobody touched lately", async () => {
		const found = await foundBy(
			admin,
			`update app.requests set answered_at = answered_at - interval '10 minutes' where booking_id = $1;
			delete from app.mails where booking_id = $1`,
			[booked.booking_id],
		);
		expect(found).toEqual([]);
	});
});

test("what was found broken is looked at again, though nobody touches it, until it is mended", async () => {
	const look = async () => {
		await admin.query("delete from app.watch_minutes");
		return (await call<{ broken: object }>(admin, "keep_minute", null)).broken;
	};
	const mails = await admin.query("delete from app.mails where booking_id = $1 returning *", [
		booked.booking_id,
	]);
	expect(Object.keys(await look())).toEqual(["a booking lacks its mail"]);
	await admin.query("update app.requests set answered_at = answered_at - interval '9 minutes'");
	expect(await look()).toEqual({});
	await admin.query(
		"insert into app.watch_alerts (name, said, since) values ('law-broken', 'one', now() - interval '10 minutes')",
	);
	expect(Object.keys(await look())).toEqual(["a booking lacks its mail"]);
	await admin.query(
		`insert into app.mails overriding user value select mail.* from jsonb_populate_recordset(null::app.mails, $1) as mail`,
		[JSON.stringify(mails.rows)],
	);
	expect(await look()).toEqual({});
	await admin.query("delete from app.watch_alerts");
	await admin.query("update app.requests set answered_at = now()");
});
