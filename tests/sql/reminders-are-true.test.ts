import { randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf } from "../support/verbs.ts";

type Taken = { id: string; kind: string; booking: { booking_id: string; starts_at: string; email: string } };

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 8 });
afterAll(() => pool.end());
await seedTeacher(admin, "ada", { types: ["a", "b", "c"].map((handle) => ({ handle, cutoff_minutes: 0 })) });
const user = randomUUID();
await admin.query("update app.teachers set user_id = $1", [user]);

const plan = (most = 500) => call<number>(pool, "plan_reminders", most);
const take = (most = 100) => call<Taken[]>(pool, "take_mails", most, 60, true);
const due = () =>
	admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
const errors = async () =>
	(await admin.query("select distinct error from app.mails where failed_at is not null order by 1")).rows.map(
		({ error }) => error as string,
	);
const types = (reminders: number[], followUp: number | null = null) =>
	admin.query(
		"update app.appointment_types set reminder_minutes = $1, follow_up_minutes = $2, follow_up_text = 'Thank you'",
		[reminders, followUp],
	);

let free = 0;
/** A booking that begins in so many minutes and a half, and was made so many minutes ago. */
async function booked(
	startsIn: number,
	{ ago = 100_000, type = "a", email = `${randomUUID()}@home.example` } = {},
) {
	const made = await book(pool, { type, at: slotStart(free++), email });
	await admin.query("delete from app.mails where booking_id = $1", [made.booking_id]);
	await begins(made, startsIn, ago);
	return made;
}
const begins = ({ booking_id }: Booked, startsIn: number, ago = 100_000) =>
	admin.query(
		`update app.bookings set confirmed_at = now() - make_interval(mins => $3),
			during = tstzrange(now() + make_interval(mins => $2, secs => 30), now() + make_interval(mins => $2 + 30, secs => 30))
		where id = $1`,
		[booking_id, startsIn, ago],
	);

beforeEach(async () => {
	await admin.query(
		"delete from app.requests; delete from app.mails; delete from app.bookings; delete from app.appointments",
	);
	await admin.query("delete from app.mail_wishes");
	await types([60], null);
	free = 0;
});

test("what is planned is what is due within two minutes, stands, was booked before, and has words for it", async () => {
	const minutes = fc.integer({ min: 10, max: 3_000 });
	const one = fc.record({
		type: fc.constantFrom("a", "b", "c"),
		// How far its start is from a lead time of its type: most are near what decides.
		lead: fc.nat({ max: 3 }),
		off: fc.integer({ min: -200, max: 4 }),
		ago: fc.integer({ min: -3, max: 300 }),
		state: fc.constantFrom("confirmed", "confirmed", "confirmed", "cancelled", "pending", "no_show"),
		movedAgo: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 4 }),
		wanted: fc.boolean(),
	});
	const school = fc.record({
		leads: fc.tuple(...Array.from({ length: 3 }, () => fc.uniqueArray(minutes, { maxLength: 4 }))),
		bookings: fc.array(one, { minLength: 1, maxLength: 12 }),
	});
	const made: Booked[] = [];
	for (let i = 0; i < 36; i++) made.push(await booked(5_000, { type: "abc"[i % 3] as string }));
	await fc.assert(
		fc.asyncProperty(school, async ({ leads, bookings }) => {
			await admin.query("delete from app.mails; delete from app.mail_wishes");
			await admin.query("update app.bookings set state = 'cancelled'");
			for (const [i, handle] of ["a", "b", "c"].entries())
				await admin.query("update app.appointment_types set reminder_minutes = $1 where handle = $2", [
					leads[i],
					handle,
				]);
			const expected: string[] = [];
			for (const [n, { type, lead, off, ago, state, movedAgo, wanted }] of bookings.entries()) {
				const own = leads["abc".indexOf(type)] ?? [];
				const { booking_id } = made[n * 3 + "abc".indexOf(type)] as Booked;
				const startsIn = (own[lead % Math.max(1, own.length)] ?? 60) + off;
				await begins({ booking_id } as Booked, startsIn, ago);
				await admin.query("update app.bookings set state = $2, decide_until = now() where id = $1", [
					booking_id,
					state,
				]);
				if (movedAgo !== null)
					await admin.query(
						`insert into app.mails (booking_id, kind, recipient, created_at, sent_at)
						values ($1, 'moved', 'booker', now() - make_interval(mins => $2), now())`,
						[booking_id, movedAgo],
					);
				if (!wanted)
					await admin.query(
						`insert into app.mail_wishes (addressee, unwanted_since)
						select md5(email)::uuid, now() from app.bookings where id = $1`,
						[booking_id],
					);
				for (const each of own) {
					// When it would go, in minutes from now; half a minute lies between this and what decides.
					const goes = startsIn - each;
					const isDue = goes <= 1 && goes >= -Math.min(Math.floor(each / 2), 120);
					const isNews = -ago <= goes && (movedAgo === null || -movedAgo <= goes);
					if (state === "confirmed" && wanted && isDue && isNews) expected.push(`${booking_id} ${each}`);
				}
			}
			expect(await plan()).toBe(expected.length);
			const { rows } = await admin.query(
				"select booking_id || ' ' || minutes_before as what from app.mails where kind = 'reminder'",
			);
			expect(rows.map(({ what }) => what).sort()).toEqual(expected.sort());
			expect(await plan(), "once").toBe(0);
		}),
		{ numRuns: 60 },
	);
});

describe("a reminder", () => {
	test("is planned once by eight planners at once, a few at a time", async () => {
		for (let i = 0; i < 25; i++) await booked(59);
		const planned: number[] = [];
		const planner = async () => {
			for (let i = 0; i < 10; i++) planned.push(await plan(10));
		};
		await Promise.all(Array.from({ length: 8 }, planner));
		expect(planned.reduce((sum, each) => sum + each)).toBe(25);
		expect((await take()).map(({ kind }) => kind)).toEqual(Array(25).fill("reminder"));
	});

	test("goes out at its time and not before", async () => {
		await booked(61);
		expect(await plan()).toBe(1);
		expect(await take()).toEqual([]);
	});

	test("of a booking that moved is of the new start; the one of the old start is not sent", async () => {
		const moved = await booked(59);
		await plan();
		await begins(moved, 3_000);
		expect(await take()).toEqual([]);
		expect(await errors()).toEqual(["moved meanwhile"]);
		await begins(moved, 59);
		expect(await plan()).toBe(1);
		await due();
		expect(await take()).toHaveLength(1);
	});

	test.each<[string, string, string]>([
		["cancelled", "update app.bookings set state = 'cancelled'", "cancelled meanwhile"],
		["declined", "update app.bookings set state = 'declined'", "declined meanwhile"],
		[
			"begun",
			"with late as (update app.mails set starts_at = now()) update app.bookings set during = tstzrange(now(), upper(during))",
			"begun meanwhile",
		],
		[
			"that nobody wants any more",
			"insert into app.mail_wishes (addressee, unwanted_since) select md5(email)::uuid, now() from app.bookings",
			"not wanted",
		],
		[
			"whose teacher took it out of the type",
			"update app.appointment_types set reminder_minutes = '{1440}'",
			"given up by the teacher",
		],
	])("of what is %s when it would be sent is not", async (_what, meanwhile, error) => {
		await booked(59);
		await plan();
		await admin.query(meanwhile);
		expect(await take()).toEqual([]);
		expect(await errors()).toEqual([error]);
	});

	test("that is not sent hides none that is due behind it, however few are asked for", async () => {
		const gone: Booked[] = [];
		for (let i = 0; i < 5; i++) gone.push(await booked(58));
		const stands = await booked(59);
		expect(await plan()).toBe(6);
		await admin.query("update app.bookings set state = 'cancelled' where id <> $1", [stands.booking_id]);
		expect((await take(1)).map(({ booking }) => booking.booking_id)).toEqual([stands.booking_id]);
	});

	test("goes to one address once a minute", async () => {
		for (let i = 0; i < 5; i++) await booked(60 - i, { email: "family@home.example" });
		expect(await plan()).toBe(5);
		const { rows } = await admin.query(
			`select extract(epoch from min(gap)) as least from (
				select planned_at - lag(planned_at) over (order by planned_at) as gap from app.mails
			) as gaps`,
		);
		expect(Number(rows[0].least)).toBeGreaterThanOrEqual(60);
	});

	test("does not hold up a booking's own mail, nor refuse it", async () => {
		for (let i = 0; i < 30; i++) await booked(59, { email: "family@home.example" });
		expect(await plan()).toBe(30);
		expect(await codeOf(book(pool, { type: "b", at: slotStart(200), email: "family@home.example" }))).toBe(
			"ok",
		);
		const { rows } = await admin.query(
			"select due_at <= now() as now from app.mails where kind = 'confirmed' and recipient = 'booker'",
		);
		expect(rows).toEqual([{ now: true }]);
	});
});

describe("a follow-up", () => {
	beforeEach(() => types([], 60).then(() => undefined));
	const over = (minutes = 61, more = {}) => booked(-30 - minutes, more);

	test("is of what is over for so long, in the teacher's words, and once", async () => {
		await over();
		await over(30);
		expect([await plan(), await plan()]).toEqual([1, 0]);
		expect(await take()).toMatchObject([{ kind: "follow_up", booking: { follow_up_text: "Thank you" } }]);
	});

	test.each(["cancelled", "no_show", "declined", "pending"])(
		"is not of what is %s, by then or already",
		async (state) => {
			const one = await over();
			await admin.query("update app.bookings set state = $1, decide_until = now()", [state]);
			expect(await plan()).toBe(0);
			await admin.query("update app.bookings set state = 'completed'");
			expect(await plan()).toBe(1);
			await admin.query("update app.bookings set state = $2 where id = $1", [one.booking_id, state]);
			expect(await take()).toEqual([]);
			expect(await errors()).toEqual([`${state} meanwhile`]);
		},
	);

	test("is not sent once the teacher has nothing to say any more", async () => {
		await over();
		await plan();
		await types([], null);
		expect(await take()).toEqual([]);
	});

	test("has words, and no type keeps one without", async () => {
		const saved = admin
			.query("update app.appointment_types set follow_up_text = ''")
			.catch((error) => error.constraint);
		expect(await saved).toBe("appointment_types_follow_up_in_words");
	});
});

describe("a mail that did not arrive", () => {
	const email = "gone@home.example";
	const bounce = (id: string | undefined, gone = true, why = "RCPT TO 550 5.1.1") =>
		call(pool, "bounce_mail", id, gone, why);
	const unreached = async () => {
		const wish = JSON.stringify({ from: slotStart(-9_000) });
		const list = await call<{ bookings: { is_unreached: boolean }[] }>(
			pool,
			"list_bookings",
			user,
			wish,
			null,
			null,
			50,
		);
		return list.bookings.map(({ is_unreached }) => is_unreached);
	};
	const confirmation = async () => {
		const made = await book(pool, { type: "a", at: slotStart(free++), email });
		const mails = await take();
		return {
			...made,
			mail: mails.find(({ booking, kind }) => kind === "confirmed" && booking.booking_id === made.booking_id)
				?.id,
		};
	};

	test("is not sent again, and its teacher sees it at that booking alone", async () => {
		await booked(3_000);
		const { booking_id } = await confirmation();
		const { rows } = await admin.query(
			"select id from app.mails where booking_id = $1 and recipient = 'booker'",
			[booking_id],
		);
		expect(await unreached()).toEqual([false, false]);
		await bounce(rows[0].id);
		await due();
		expect((await take()).map(({ id }) => id)).not.toContain(rows[0].id);
		expect((await unreached()).sort()).toEqual([false, true]);
	});

	test("of a series, which is told of by one mail, is seen at each of its dates, and at nothing else", async () => {
		await booked(3_000);
		await admin.query("update app.appointment_types set series_cap = 5");
		const starts = [slotStart(free++), slotStart(free++), slotStart(free++)];
		const series = (key: string, at: string[], who: string) =>
			call<{ bookings: Booked[] }>(
				pool,
				"book_series",
				key,
				"ada",
				"a",
				at,
				who,
				`${who}@home.example`,
				"UTC",
			);
		const { bookings } = await series(randomUUID(), starts, "gone");
		await series(randomUUID(), [slotStart(free++), slotStart(free++)], "here");
		const { rows } = await admin.query(
			"select id, booking_id from app.mails where booking_id = any ($1) and recipient = 'booker'",
			[bookings.map(({ booking_id }) => booking_id)],
		);
		expect(rows.map(({ booking_id }) => booking_id)).toEqual([bookings[0]?.booking_id]);
		await bounce(rows[0].id);
		expect((await unreached()).sort()).toEqual([false, false, false, true, true, true]);
	});

	test("has its address get no more reminders, but what its bookings need; and they come again where it says so", async () => {
		const { booking_id } = await confirmation();
		const { rows } = await admin.query(
			"select id from app.mails where booking_id = $1 and recipient = 'booker'",
			[booking_id],
		);
		await begins({ booking_id } as Booked, 60);
		await call(pool, "mark_mail", rows[0].id, null);
		await bounce(rows[0].id);
		expect(await plan()).toBe(0);
		expect(await codeOf(book(pool, { type: "a", at: slotStart(300), email }))).toBe("ok");
		const { rows: hashes } = await admin.query("select md5($1)::uuid as addressee", [email]);
		const { addressee } = hashes[0];
		expect(await call(pool, "get_mail_wish", addressee)).toEqual({ wanted: true, bounced: true });
		await call(pool, "save_mail_wish", addressee, true);
		expect(await plan()).toBe(1);
		await bounce(rows[0].id);
		expect(await call(pool, "get_mail_wish", addressee), "said again").toEqual({
			wanted: true,
			bounced: false,
		});
	});

	test("for a while only, says nothing of its address", async () => {
		const { booking_id } = await confirmation();
		const { rows } = await admin.query(
			"select id from app.mails where booking_id = $1 and recipient = 'booker'",
			[booking_id],
		);
		await bounce(rows[0].id, false, "mailbox full");
		expect((await admin.query("select from app.mail_wishes")).rowCount).toBe(0);
		expect(await unreached()).toEqual([true]);
	});

	test("is one that there was", async () => {
		expect(await codeOf(bounce(randomUUID()))).toBe("NTFND");
	});

	test("after eight attempts is seen, too; one that is not true any more is none", async () => {
		const { booking_id } = await confirmation();
		await admin.query("update app.mails set attempts = 8 where booking_id = $1", [booking_id]);
		await due();
		await take();
		expect(await unreached()).toEqual([true]);
		await admin.query("delete from app.mails");
		await begins({ booking_id } as Booked, 59);
		await plan();
		await admin.query("update app.bookings set state = 'cancelled'");
		await take();
		expect(await errors()).toEqual(["cancelled meanwhile"]);
		expect(await unreached()).toEqual([false]);
	});
});

test("an address says twice that it wants none, or some, and it is the same as once", async () => {
	const addressee = randomUUID();
	const wish = () => call(pool, "get_mail_wish", addressee);
	expect(await wish()).toEqual({ wanted: true, bounced: false });
	for (const wanted of [false, false, true, true]) {
		await call(pool, "save_mail_wish", addressee, wanted);
		expect(await wish()).toEqual({ wanted, bounced: false });
	}
});

test("a declined booking's move is not told any more", async () => {
	const one = await booked(3_000);
	await admin.query("insert into app.mails (booking_id, kind, recipient) values ($1, 'moved', 'booker')", [
		one.booking_id,
	]);
	await admin.query("update app.bookings set state = 'declined'");
	expect(await take()).toEqual([]);
	expect(await errors()).toEqual(["decided meanwhile"]);
});

test("what a teacher cancels, however much of it, neither refuses nor holds up what that family books next", async () => {
	const email = "family@home.example";
	const ids: string[] = [];
	for (let i = 0; i < 30; i++) ids.push((await booked(3_000 + 31 * i, { email })).booking_id);
	await call(pool, "cancel_as_teacher", user, randomUUID(), ids, null, null, null, "I am ill");
	const next = await book(pool, { type: "b", at: slotStart(250), email });
	const { rows } = await admin.query(
		"select due_at <= now() as now from app.mails where booking_id = $1 and recipient = 'booker'",
		[next.booking_id],
	);
	expect(rows).toEqual([{ now: true }]);
	// The control: what the family cancels itself is of its own turn.
	await cancel(pool, next);
	const { rows: own } = await admin.query(
		"select due_at > now() + interval '30 seconds' as later from app.mails where kind = 'cancelled' and booking_id = $1 and recipient = 'booker'",
		[next.booking_id],
	);
	expect(own).toEqual([{ later: true }]);
});
