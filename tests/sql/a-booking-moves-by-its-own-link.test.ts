import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { everyDay, everyHour } from "../support/import-wish.ts";
import { expire, opened, seedOffice, steer, type Ticket, takePass } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf, confirm, hold, move } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
beforeEach(() => {
	teacher = `ada-${randomUUID().slice(0, 8)}`;
});
afterEach(async () => expect(await brokenLaws(admin)).toEqual([]));

type Seen = {
	starts_at: string;
	moves: number;
	moved_from: string | null;
	moved_by_teacher: boolean;
	state: string;
};
const seen = ({ booking_id }: Booked) => call<Seen>(admin, "get_booking", booking_id, 1);
const startOf = async (booked: Booked) => new Date((await seen(booked)).starts_at).toISOString();
const one = async <Row extends pg.QueryResultRow>(query: string, ...values: unknown[]) =>
	(await admin.query<Row>(query, values)).rows[0] as Row;
const mailsOf = async ({ booking_id }: Booked, kind = "moved") =>
	(
		await admin.query<{ recipient: string }>(
			"select recipient from app.mails where booking_id = $1 and kind = $2 order by recipient::text",
			[booking_id, kind],
		)
	).rows.map(({ recipient }) => recipient);
/** Changes the teacher's types. */
const types = (change: string) =>
	admin.query(
		`update app.appointment_types set ${change} where teacher_id = (select id from app.teachers where handle = $1)`,
		[teacher],
	);

describe("one seat", () => {
	test("is given up for another with the same link, and both sides are told once", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		const key = randomUUID();
		const moved = await move(admin, booked, slotStart(5), key);
		expect(moved).toMatchObject({ booking_id: booked.booking_id, link_version: 1, teacher });
		expect(await startOf(booked)).toBe(slotStart(5));
		expect(await seen(booked)).toMatchObject({ moves: 1, moved_by_teacher: false, state: "confirmed" });
		expect(new Date((await seen(booked)).moved_from ?? "").toISOString()).toBe(slotStart(0));
		expect(await mailsOf(booked)).toEqual(["booker", "teacher"]);
		// What was left is free, and what was taken is not.
		expect(await codeOf(book(admin, { teacher, at: slotStart(5) }))).toBe("TAKEN");
		expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toBe("ok");
		expect(await move(admin, booked, slotStart(5), key)).toEqual(moved);
		expect(await codeOf(move(admin, booked, slotStart(6), key))).toBe("REUSE");
		expect(await mailsOf(booked)).toHaveLength(2);
	});

	test("moves by a quarter of an hour over its own time, to and fro, and with buffers", async () => {
		await seedTeacher(admin, teacher, { types: [{ step_minutes: 15, buffer_after_minutes: 10 }] });
		const booked = await book(admin, { teacher, at: slotStart(0) });
		for (const at of [slotStart(1, 15), slotStart(2, 15), slotStart(1, 15), slotStart(0)]) {
			await move(admin, booked, at);
			expect(await startOf(booked)).toBe(at);
		}
		const { standing } = await one<{ standing: string }>(
			"select count(*) as standing from app.appointments a join app.teachers t on t.id = a.teacher_id where handle = $1 and cancelled_at is null",
			teacher,
		);
		expect(standing).toBe("1");
	});

	test("that is taken is TAKEN, and the old one still stands, for its booker and against all others", async () => {
		await seedTeacher(admin, teacher);
		const [mine] = [
			await book(admin, { teacher, at: slotStart(0) }),
			await book(admin, { teacher, at: slotStart(1) }),
		];
		const held = await hold(admin, { teacher, at: slotStart(2) });
		const before = await one("select * from app.bookings where id = $1", mine?.booking_id);
		for (const n of [1, 2]) expect(await codeOf(move(admin, mine as Booked, slotStart(n)))).toBe("TAKEN");
		expect(await one("select * from app.bookings where id = $1", mine?.booking_id)).toEqual(before);
		expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toBe("TAKEN");
		expect(await mailsOf(mine as Booked)).toEqual([]);
		// One that ran out gives way.
		await admin.query("update app.bookings set held_until = now() - interval '1 second' where id = $1", [
			held.booking_id,
		]);
		await move(admin, mine as Booked, slotStart(2));
		expect(await codeOf(confirm(admin, held))).toBe("LAPSD");
	});

	test("that it has already is answered as it is, also where nothing could move any more, and nobody is told", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		await types("cutoff_minutes = 43200, retired_at = now()");
		const key = randomUUID();
		expect(await move(admin, booked, slotStart(0), key)).toMatchObject({ booking_id: booked.booking_id });
		expect(await seen(booked)).toMatchObject({ moves: 0, moved_from: null });
		expect(await mailsOf(booked)).toEqual([]);
		// Answered again as it was then, though it has moved since.
		await types("cutoff_minutes = 0, retired_at = null");
		await move(admin, booked, slotStart(3));
		await move(admin, booked, slotStart(0), key);
		expect(await startOf(booked)).toBe(slotStart(3));
	});
});

describe("what is refused changes nothing:", () => {
	const refused = async (booked: Booked, at: string, code: string) => {
		const before = await one("select * from app.bookings where id = $1", booked.booking_id);
		expect(await codeOf(move(admin, booked, at))).toBe(code);
		expect(await one("select * from app.bookings where id = $1", booked.booking_id)).toEqual(before);
		expect(await mailsOf(booked)).toEqual([]);
		expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toMatch(/TAKEN|NTFND|LATE0|QUEUE/);
	};

	test("a wrong link, a hold, and what was cancelled or is over", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		await refused({ ...booked, link_version: 2 }, slotStart(1), "NTFND");
		expect(await codeOf(move(admin, { ...booked, booking_id: randomUUID() }, slotStart(1)))).toBe("NTFND");
		expect(await codeOf(move(admin, await hold(admin, { teacher, at: slotStart(3) }), slotStart(4)))).toBe(
			"NTFND",
		);
		const gone = await book(admin, { teacher, at: slotStart(5) });
		await cancel(admin, gone);
		expect(await codeOf(move(admin, gone, slotStart(6)))).toBe("STALE");
		expect(await mailsOf(gone)).toEqual([]);
	});

	test("inside the cutoff of the old time, and by all that a new one is refused for", async () => {
		await seedTeacher(admin, teacher, {
			spans: everyDay(0, 600),
			types: [{ horizon_days: 30, notice_minutes: 120 }],
		});
		const booked = await book(admin, { teacher, at: slotStart(0) });
		await refused(booked, slotStart(30), "GONE0");
		await refused(booked, new Date(Date.parse(slotStart(1)) + 60_000).toISOString(), "GONE0");
		await refused(booked, slotStart(48 * 40), "CLOSD");
		await refused(booked, slotStart(-48 * 3), "CLOSD");
		await types("notice_minutes = 43200, horizon_days = 90");
		await refused(booked, slotStart(2), "LATE0");
		await types("notice_minutes = 0, cutoff_minutes = 43200");
		await refused(booked, slotStart(48 * 40), "LATE0");
	});

	test("of a type that was retired, or does not last that long any more", async () => {
		await seedTeacher(admin, teacher);
		await types("other_durations = '{60}'");
		const booked = await book(admin, { teacher, at: slotStart(0) });
		const args = [
			randomUUID(),
			teacher,
			"lesson",
			slotStart(4),
			"Long",
			"long@booker.example",
			"UTC",
			null,
			1,
			60,
		];
		const long = await call<Booked>(admin, "book_slot", ...args);
		expect(await seen(long)).toMatchObject({ is_offered: true });
		await move(admin, long, slotStart(8));
		const { ends_at } = await call<{ ends_at: string }>(admin, "get_booking", long.booking_id, 1);
		expect(new Date(ends_at).toISOString()).toBe(slotStart(10));
		await types("other_durations = '{}'");
		expect(await seen(long)).toMatchObject({ is_offered: false });
		expect(await codeOf(move(admin, long, slotStart(12)))).toBe("GONE0");
		await types("retired_at = now()");
		await refused(booked, slotStart(2), "GONE0");
	});

	test("of a type whose teacher is asked for each time by now, and none of its times is listed", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		const listed = () => call(admin, "list_moves", booked.booking_id, 1, slotStart(0), slotStart(8));
		await types("needs_approval = true");
		expect(await seen(booked)).toMatchObject({ is_offered: false });
		expect(await listed()).toEqual([]);
		await refused(booked, slotStart(2), "GONE0");
		await types("needs_approval = false");
		expect(await listed()).not.toEqual([]);
		await move(admin, booked, slotStart(2));
	});

	test("the student's own other booking at that time is a CLASH, wherever it is, and its own old time is none", async () => {
		const other = `${teacher}-x`;
		await seedTeacher(admin, teacher, { types: [{ step_minutes: 15 }] });
		await seedTeacher(admin, other);
		const who = { name: "Two Places", email: `two-${teacher}@booker.example` };
		const booked = await book(admin, { teacher, at: slotStart(0), ...who });
		await book(admin, { teacher: other, at: slotStart(2), ...who });
		await refused(booked, slotStart(2), "CLASH");
		await move(admin, booked, slotStart(1, 15));
	});

	test("to and fro without end: SLOWD where a booking would be, and not for what the teacher moves", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		const codes: string[] = [];
		for (let n = 1; n <= 25; n++) codes.push(await codeOf(move(admin, booked, slotStart(n))));
		expect(codes).toEqual([...Array(19).fill("ok"), ...Array(6).fill("SLOWD")]);
		expect(await mailsOf(booked)).toHaveLength(38);
		const user = randomUUID();
		await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
		expect(await codeOf(call(admin, "change_zone", user, 1, "Europe/Berlin", true))).toBe("ok");
		expect(await seen(booked)).toMatchObject({ moves: 20, moved_by_teacher: true });
	});
});

describe("what is listed to move to", () => {
	const listed = async (booked: Booked, from = slotStart(0), until = slotStart(8)) =>
		(
			await call<{ starts_at: string }[]>(
				admin,
				"list_moves",
				booked.booking_id,
				booked.link_version,
				from,
				until,
			)
		).map(({ starts_at }) => new Date(starts_at).toISOString());
	/** Of all starts, those that a move is not refused. */
	const moved = async (booked: Booked, starts: string[]) => {
		const possible: string[] = [];
		const at = await startOf(booked);
		for (const start of starts) {
			if (start !== at && (await codeOf(move(admin, booked, start))) === "ok") possible.push(start);
			await codeOf(move(admin, booked, at));
			await admin.query("update app.mails set planned_at = now() - interval '1 hour' where booking_id = $1", [
				booked.booking_id,
			]);
		}
		return possible;
	};

	test.each([
		["alone, past its own time", { step_minutes: 15 }, "day_cap = null"],
		["alone, on a day that it fills", { step_minutes: 15, buffer_after_minutes: 15 }, "day_cap = 3"],
		["in a group", { step_minutes: 30, seats: 2 }, "day_cap = null"],
		["in a group, on a day that is full", { step_minutes: 30, seats: 2 }, "day_cap = 2"],
	])("is what can be moved to: %s", async (_what, type, change) => {
		await seedTeacher(admin, teacher, { types: [type] });
		const booked = await book(admin, { teacher, at: slotStart(2) });
		if ("seats" in type) await book(admin, { teacher, at: slotStart(2) });
		await book(admin, { teacher, at: slotStart(5) });
		await hold(admin, { teacher, at: slotStart(7) });
		await types(change);
		const starts = Array.from({ length: 16 }, (_, n) => slotStart(n, 15));
		const found = await listed(booked);
		expect(found).toEqual(await moved(booked, starts));
		expect(found).not.toEqual([]);
	});

	test("is nothing where its type is not offered like this any more, and NTFND for what is no booking", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		await types("duration_minutes = 45");
		expect(await listed(booked)).toEqual([]);
		expect(await codeOf(listed({ ...booked, link_version: 2 }))).toBe("NTFND");
		await cancel(admin, booked);
		expect(await codeOf(listed(booked))).toBe("NTFND");
	});
});

describe("caps count a booking that moves once:", () => {
	test("one a booker, one a day and two a week, moved within their day and their week", async () => {
		await seedTeacher(admin, teacher, { types: [{ booker_cap: 1, horizon_days: 60 }] });
		await types("day_cap = 1, week_cap = 2");
		// A Monday, after which the days of one week come.
		const { monday } = await one<{ monday: Date }>(
			"select (date_trunc('week', now() at time zone 'UTC') + interval '14 days') at time zone 'UTC' as monday",
		);
		const at = (day: number, hour: number) =>
			new Date(monday.getTime() + (day * 24 + hour) * 3_600_000).toISOString();
		const booked = await book(admin, { teacher, at: at(0, 9) });
		const other = await book(admin, { teacher, at: at(1, 9) });
		await move(admin, booked, at(0, 10));
		await move(admin, booked, at(2, 10));
		expect(await codeOf(move(admin, booked, at(1, 12)))).toBe("TAKEN");
		expect(await startOf(booked)).toBe(at(2, 10));
		// The week after takes it in, and this one has room for another then.
		await move(admin, booked, at(7, 10));
		await book(admin, { teacher, at: at(3, 9) });
		expect(await codeOf(move(admin, booked, at(4, 9)))).toBe("TAKEN");
		await move(admin, other, at(5, 9));
		// A hold that ran out counts no more, and is none afterwards.
		const held = await hold(admin, { teacher, at: at(8, 9) });
		await admin.query(
			`with lapsed as (
				update app.bookings set held_until = now() - interval '1 second' where id = $1 returning appointment_id, held_until
			)
			update app.appointments set held_until = lapsed.held_until from lapsed where id = appointment_id`,
			[held.booking_id],
		);
		await move(admin, booked, at(8, 12));
		expect(await codeOf(confirm(admin, held))).toBe("LAPSD");
	});

	test("where others stay behind in the group, a day that is full has no room for another time", async () => {
		await seedTeacher(admin, teacher, { types: [{ seats: 2 }] });
		await types("day_cap = 1");
		const booked = await book(admin, { teacher, at: slotStart(0) });
		const stays = await book(admin, { teacher, at: slotStart(0) });
		expect(await codeOf(move(admin, booked, slotStart(4)))).toBe("TAKEN");
		await cancel(admin, stays);
		await move(admin, booked, slotStart(4));
	});
});

describe("groups:", () => {
	test("a seat moves into what stands and out of it again, and the last one frees the time", async () => {
		await seedTeacher(admin, teacher, { types: [{ seats: 2 }] });
		const [a, b, c] = [
			await book(admin, { teacher, at: slotStart(0) }),
			await book(admin, { teacher, at: slotStart(0) }),
			await book(admin, { teacher, at: slotStart(1) }),
		];
		await move(admin, a as Booked, slotStart(1));
		expect(await codeOf(move(admin, b as Booked, slotStart(1)))).toBe("TAKEN");
		await move(admin, c as Booked, slotStart(0));
		await move(admin, a as Booked, slotStart(3));
		const standing = await admin.query(
			"select starts_at, seats_taken from app.appointments a join app.teachers t on t.id = a.teacher_id where handle = $1 and cancelled_at is null order by 1",
			[teacher],
		);
		expect(standing.rows.map(({ starts_at, seats_taken }) => [starts_at.toISOString(), seats_taken])).toEqual(
			[
				[slotStart(0), 2],
				[slotStart(3), 1],
			],
		);
	});

	test("what a booking leaves to holds alone lasts as long as they do", async () => {
		await seedTeacher(admin, teacher, { types: [{ seats: 2 }] });
		const booked = await book(admin, { teacher, at: slotStart(0) });
		const held = await hold(admin, { teacher, at: slotStart(0) });
		await move(admin, booked, slotStart(1));
		const { held_until } = await one<{ held_until: Date }>(
			"select appointment.held_until from app.appointments appointment join app.bookings booking on booking.appointment_id = appointment.id where booking.id = $1",
			held.booking_id,
		);
		expect(held_until.toISOString()).toBe(new Date(held.held_until).toISOString());
		await confirm(admin, held);
	});
});

test("one date of a series moves by itself, with its own link, and is one of them still", async () => {
	await seedTeacher(admin, teacher);
	await types("series_cap = 3");
	const dates = [slotStart(0), slotStart(48), slotStart(96)];
	const wish = [randomUUID(), teacher, "lesson", dates, "Series", `series-${teacher}@booker.example`, "UTC"];
	const { bookings } = await call<{ bookings: Booked[] }>(admin, "book_series", ...wish);
	await move(admin, bookings[1] as Booked, slotStart(50));
	expect(await mailsOf(bookings[1] as Booked)).toEqual(["booker", "teacher"]);
	const { series } = await call<{ series: { starts_at: string; moves: number }[] }>(
		admin,
		"get_booking",
		bookings[0]?.booking_id,
		1,
	);
	expect(series.map(({ starts_at, moves }) => [new Date(starts_at).toISOString(), moves])).toEqual([
		[slotStart(0), 0],
		[slotStart(50), 1],
		[slotStart(96), 0],
	]);
	expect(await call(admin, "cancel_series", bookings[1]?.booking_id, 1)).toMatchObject({ cancelled: 3 });
});

describe("in an opening by ticket", () => {
	const moveWith = (booked: Booked, at: string, ticket?: Ticket, version = 1) =>
		call(admin, "move_booking", randomUUID(), booked.booking_id, 1, at, ticket?.ticket_id ?? null, version);
	const bookBy = async (ticket: Ticket | undefined, at: string) => {
		const who = [`Family ${randomUUID()}`, `${randomUUID()}@booker.example`, "UTC"];
		const by = [ticket?.ticket_id ?? null, 1];
		return call<Booked>(admin, "book_slot", randomUUID(), teacher, "lesson", at, ...who, ...by);
	};

	test("a family whose one booking it is moves it with its pass, and without one hears QUEUE", async () => {
		const office = await seedOffice(admin, `school-${teacher}`, [teacher], {
			halfHours: 48,
			spans: everyHour,
		});
		const { opening, tickets } = await opened(admin, office, { families: 2 });
		const [mine, other] = tickets as [Ticket, Ticket];
		for (const ticket of tickets) await takePass(admin, ticket);
		const booked = await bookBy(mine, slotStart(0));
		await moveWith(booked, slotStart(1), mine);
		expect(await startOf(booked)).toBe(slotStart(1));
		expect(await codeOf(moveWith(booked, slotStart(2)))).toBe("QUEUE");
		expect(await codeOf(moveWith(booked, slotStart(2), mine, 2))).toBe("QUEUE");
		await expire(admin, mine);
		expect(await codeOf(moveWith(booked, slotStart(2), mine))).toBe("QUEUE");
		// It is the first one's share, whoever showed a pass.
		await moveWith(booked, slotStart(2), other);
		await takePass(admin, mine);
		expect(await codeOf(bookBy(mine, slotStart(3)))).toBe("LIMIT");
		expect(await codeOf(bookBy(other, slotStart(3)))).toBe("ok");
		await admin.query("update app.openings set ended_at = now() where id = $1", [opening.id]);
		expect(await codeOf(moveWith(booked, slotStart(5), mine))).toBe("CLOSD");
	});

	test("where nobody is asked, it moves by turns, and once the opening is released not without its teacher's yes", async () => {
		const office = await seedOffice(admin, `school-${teacher}`, [teacher], {
			halfHours: 48,
			spans: everyHour,
		});
		await types("needs_approval = true");
		const { opening, tickets } = await opened(admin, office, { families: 1 });
		const [mine] = tickets as [Ticket];
		await takePass(admin, mine);
		const booked = await bookBy(mine, slotStart(0));
		await moveWith(booked, slotStart(1), mine);
		expect(await seen(booked)).toMatchObject({ state: "confirmed", moves: 1 });
		for (const act of ["end", "release"]) await steer(admin, office, opening, act);
		expect(await codeOf(moveWith(booked, slotStart(2)))).toBe("GONE0");
		expect(await startOf(booked)).toBe(slotStart(1));
		await cancel(admin, booked);
	});

	test("what was booked before there was the opening waits for a turn, and is of nobody's share", async () => {
		const office = await seedOffice(admin, `school-${teacher}`, [teacher], {
			halfHours: 48,
			spans: everyHour,
		});
		const early = await bookBy(undefined, slotStart(0));
		const { tickets } = await opened(admin, office, { families: 1 });
		const [mine] = tickets as [Ticket];
		expect(await codeOf(moveWith(early, slotStart(1)))).toBe("QUEUE");
		await takePass(admin, mine);
		await bookBy(mine, slotStart(4));
		await moveWith(early, slotStart(1), mine);
		expect(await codeOf(bookBy(mine, slotStart(5)))).toBe("LIMIT");
	});
});

describe("a mail of a move", () => {
	const taken = async () =>
		(
			await call<{ kind: string; recipient: string; booking: Seen }[]>(admin, "take_mails", 100, 60, true)
		).filter(({ kind }) => kind === "moved");
	const due = () =>
		admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	beforeEach(() =>
		admin.query("update app.mails set sent_at = now() where sent_at is null and failed_at is null"),
	);

	test("that a later one has overtaken is not sent, and the later one tells the time that is", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		for (const n of [1, 2, 3]) await move(admin, booked, slotStart(n));
		await due();
		const mails = await taken();
		expect(mails.map(({ recipient }) => recipient).sort()).toEqual(["booker", "teacher"]);
		for (const { booking } of mails) expect(new Date(booking.starts_at).toISOString()).toBe(slotStart(3));
		const { rows } = await admin.query(
			"select error, count(*)::integer from app.mails where booking_id = $1 and failed_at is not null group by error",
			[booked.booking_id],
		);
		expect(rows).toEqual([{ error: "moved again meanwhile", count: 4 }]);
	});

	test("by its booker reaches the teacher though the teacher's change of zone came in between, and its booker once", async () => {
		await seedTeacher(admin, teacher, { zone: "Europe/Berlin" });
		const user = randomUUID();
		await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		await move(admin, booked, slotStart(1));
		await call(admin, "change_zone", user, 1, "Europe/Lisbon", true);
		await due();
		expect((await taken()).map(({ recipient }) => recipient).sort()).toEqual(["booker", "teacher"]);
	});

	test("is not sent once the booking is cancelled", async () => {
		await seedTeacher(admin, teacher);
		const booked = await book(admin, { teacher, at: slotStart(0) });
		await move(admin, booked, slotStart(1));
		await cancel(admin, booked);
		await due();
		expect(await taken()).toEqual([]);
	});
});
