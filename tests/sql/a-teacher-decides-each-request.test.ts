import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { cancelAsTeacher } from "../support/desk.ts";
import { inMinutes, ring, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { decide, lapse, type Requested, requestOf, runOut, seedAsking } from "../support/requests.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, codeOf, confirm, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	// Nobody may cancel what is booked by their own link: a cutoff of thirty days.
	({ teacher, user } = await seedAsking(admin, { types: [{ cutoff_minutes: 43_200 }] }));
});

const slot = (n: number) => ({ teacher, at: slotStart(n) });
const ask = async (n: number, more = {}) => (await book(admin, { ...slot(n), ...more })) as Requested;
const isFree = async (n: number) => {
	const said = await call<{ slots: unknown[] }>(
		...[admin, "list_slots", teacher, "lesson", slotStart(n), slotStart(n + 1)],
	);
	return said.slots.length === 1;
};
const told = ["requested booker", "requested teacher"];

test("what is asked for holds its seat as a booking does, in one step or by a hold, and is decided within two days", async () => {
	const asked = await ask(0);
	const held = await hold(admin, slot(1));
	const confirmed = (await confirm(admin, held)) as Requested;
	for (const { booking_id, decide_until } of [asked, confirmed]) {
		expect(await requestOf(admin, booking_id)).toEqual({
			...{ state: "pending", lapsed: false, reason: null, mails: told },
		});
		expect(Date.parse(decide_until)).toBeLessThanOrEqual(Date.now() + 48 * 3_600_000 + 1_000);
	}
	expect(await isFree(0)).toBe(false);
	expect(await codeOf(book(admin, slot(0)))).toBe("TAKEN");
	expect(await codeOf(hold(admin, slot(1)))).toBe("TAKEN");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("nobody is waited for past the start", async () => {
	await admin.query("update app.appointment_types set decide_hours = 336");
	const asked = await ask(3);
	expect(Date.parse(asked.decide_until)).toBe(Date.parse(slotStart(3)));
});

test("the same key hears the same, and a student who asks is in no two places", async () => {
	const who = { name: "Ada", email: "ada@home.example" };
	const key = randomUUID();
	const first = await ask(0, { key, ...who });
	expect(await ask(0, { key, ...who })).toEqual(first);
	const other = await seedAsking(admin);
	expect(await codeOf(book(admin, { teacher: other.teacher, at: slotStart(0), ...who }))).toBe("CLASH");
});

test("a yes books it: the booker is told, and not again the teacher, who knows; the same yes twice is one", async () => {
	const asked = await ask(0);
	expect(await decide(admin, asked, true)).toEqual({ state: "confirmed", teacher });
	expect(await decide(admin, asked, true, { user })).toEqual({ state: "confirmed", teacher });
	expect(await requestOf(admin, asked.booking_id)).toMatchObject({
		...{ state: "confirmed", mails: [...told, "confirmed booker"] },
	});
	expect(await codeOf(decide(admin, asked, false))).toBe("STALE");
	expect(await codeOf(decide(admin, asked, false, { user }))).toBe("STALE");
	expect(await isFree(0)).toBe(false);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a no frees the seat and is told with its reason, once", async () => {
	const asked = await ask(0);
	const reason = "I teach in another town that day";
	expect(await decide(admin, asked, false, { reason })).toEqual({ state: "declined", teacher });
	expect(await decide(admin, asked, false, { user, reason: "Another" })).toEqual({
		...{ state: "declined", teacher },
	});
	expect(await requestOf(admin, asked.booking_id)).toEqual({
		...{ state: "declined", lapsed: false, reason, mails: [...told, "declined booker"] },
	});
	expect(await codeOf(decide(admin, asked, true))).toBe("STALE");
	expect(await isFree(0)).toBe(true);
	expect(await codeOf(book(admin, slot(0)))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("who has neither the link nor charge of the teacher decides nothing; the school's office does, and the teacher is told", async () => {
	const office = await seedOffice(admin, `school-${randomUUID().slice(0, 8)}`, [`${teacher}-2`]);
	const stranger = await seedAsking(admin, { school: office.school });
	const asked = await ask(0);
	const booked = await book(admin, { teacher: `${teacher}-2`, at: slotStart(0) });
	const { booking_id } = asked;
	expect(await codeOf(decide(admin, { booking_id, link_version: 2 }, true))).toBe("NTFND");
	expect(await codeOf(call(admin, "decide_booking", null, booking_id, null, true, null))).toBe("NTFND");
	expect(await codeOf(decide(admin, asked, true, { user: stranger.user }))).toBe("NTFND");
	expect(await codeOf(decide(admin, asked, true, { user: office.staff }))).toBe("NTFND");
	expect(await codeOf(decide(admin, asked, true, { user: randomUUID() }))).toBe("DNIED");
	// What was never asked for is no request, whoever wants to decide it.
	expect(await codeOf(decide(admin, booked, false))).toBe("NTFND");
	expect(await codeOf(decide(admin, booked, false, { user: office.staff }))).toBe("NTFND");
	expect(await requestOf(admin, booking_id)).toMatchObject({ state: "pending" });

	const theirs = await book(admin, { teacher: stranger.teacher, at: slotStart(0) });
	await decide(admin, theirs, true, { user: office.staff });
	expect((await requestOf(admin, theirs.booking_id)).mails).toEqual([
		...[...told, "confirmed booker", "confirmed teacher"],
	]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("once its time is up a yes is too late and a no is not; it lapses, is told kindly, and only then is the seat free", async () => {
	const [late, never] = [await ask(0), await ask(1)];
	for (const each of [late, never]) await runOut(admin, each);
	expect(await codeOf(decide(admin, never, true))).toBe("LAPSD");
	expect(await codeOf(decide(admin, never, true, { user }))).toBe("LAPSD");
	expect(await decide(admin, late, false)).toMatchObject({ state: "declined" });
	expect(await isFree(1)).toBe(false);
	expect(await codeOf(book(admin, slot(1)))).toBe("TAKEN");

	expect(await lapse(admin)).toEqual({ lapsed: 1, teachers: [teacher] });
	expect(await lapse(admin)).toEqual({ lapsed: 0, teachers: [] });
	expect(await requestOf(admin, never.booking_id)).toEqual({
		...{ state: "declined", lapsed: true, reason: null, mails: [...told, "lapsed booker"] },
	});
	for (const yes of [true, false]) expect(await codeOf(decide(admin, never, yes))).toBe("LAPSD");
	expect(await codeOf(book(admin, slot(1)))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a few lapse at a time, the longest ago first, and what may still be answered stays", async () => {
	const asked = [await ask(0), await ask(1), await ask(2), await ask(3)];
	for (const [i, each] of asked.slice(0, 3).entries())
		await admin.query(
			"update app.bookings set decide_until = now() - make_interval(mins => $2) where id = $1",
			[each.booking_id, i + 1],
		);
	expect((await lapse(admin, 2)).lapsed).toBe(2);
	const states = await Promise.all(
		asked.map(async (each) => (await requestOf(admin, each.booking_id)).state),
	);
	expect(states).toEqual(["pending", "declined", "declined", "pending"]);
	expect((await lapse(admin, 2)).lapsed).toBe(1);
});

test("the booker takes it back at any time, inside the cutoff too, and then there is nothing to decide", async () => {
	const asked = await ask(0);
	await cancel(admin, asked);
	await cancel(admin, asked);
	expect(await requestOf(admin, asked.booking_id)).toMatchObject({
		...{ state: "cancelled", mails: [...told, "cancelled booker", "cancelled teacher"] },
	});
	for (const yes of [true, false]) expect(await codeOf(decide(admin, asked, yes))).toBe("STALE");
	expect(await isFree(0)).toBe(true);
	const booked = await ask(1);
	await decide(admin, booked, true);
	expect(await codeOf(cancel(admin, booked))).toBe("LATE0");
	const declined = await ask(2);
	await decide(admin, declined, false);
	const said = await call<{ state: string }>(admin, "cancel_booking", declined.booking_id, 1);
	expect(said).toMatchObject({ state: "declined" });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a teacher who cancels a day declines what was asked for on it, and again is not an answer", async () => {
	const asked = await ask(0);
	const [booking] = [asked.booking_id];
	const said = await cancelAsTeacher(admin, { user, from: slotStart(0), until: slotStart(1), reason: "Ill" });
	expect(said.cancelled).toEqual([booking]);
	expect(await requestOf(admin, booking)).toEqual({
		...{ state: "declined", lapsed: false, reason: "Ill", mails: [...told, "declined booker"] },
	});
	expect((await cancelAsTeacher(admin, { user, bookings: [booking] })).cancelled).toEqual([booking]);
	expect(await requestOf(admin, booking)).toMatchObject({ reason: "Ill" });
	expect(await brokenLaws(admin)).toEqual([]);
});

test("one mail a minute: twenty who ask for one address are too many for the next, and answers are told all the same", async () => {
	const email = "buried@home.example";
	const asked: Requested[] = [];
	for (let n = 0; n < 20; n++) asked.push(await ask(n, { email, name: `Child ${n}` }));
	expect(await codeOf(ask(30, { email, name: "One more" }))).toBe("SLOWD");
	for (const [n, each] of asked.entries()) await decide(admin, each, n % 2 === 0, { user });
	// In a turn of their own, one a minute from now on, and not behind what was asked for.
	const { rows } = await admin.query(
		`select round(extract(epoch from mail.planned_at - now()) / 60)::integer as after from app.mails mail
		join app.bookings booking on booking.id = mail.booking_id
		where booking.email = $1 and mail.recipient = 'booker' and mail.kind in ('confirmed', 'declined') order by mail.planned_at`,
		[email],
	);
	expect(rows.map(({ after }) => after)).toEqual(Array.from({ length: 20 }, (_, n) => n));
	expect(await brokenLaws(admin)).toEqual([]);
});

test("mails that do not hold any more are not sent: of a request that was decided, taken back or has run out", async () => {
	await admin.query("delete from app.mails");
	const [yes, no, back, late, open] = [await ask(0), await ask(1), await ask(2), await ask(3), await ask(4)];
	await decide(admin, yes, true);
	await decide(admin, no, false);
	await cancel(admin, back);
	await runOut(admin, late);
	await admin.query("update app.mails set due_at = now()");
	const mails = await call<{ kind: string; recipient: string; booking: { booking_id: string } }[]>(
		...[admin, "take_mails", 100, 60, true],
	);
	const of = ({ booking_id }: Requested) =>
		mails
			.filter(({ booking }) => booking.booking_id === booking_id)
			.map(({ kind, recipient }) => `${kind} ${recipient}`)
			.toSorted();
	expect(of(yes)).toEqual(["confirmed booker"]);
	expect(of(no)).toEqual(["declined booker"]);
	expect(of(back)).toEqual(["cancelled booker", "cancelled teacher"]);
	expect(of(late)).toEqual([]);
	expect(of(open)).toEqual(told);
});

test("what waits for an answer is counted at the desk, and what ran out without one", async () => {
	const requests = async () =>
		(await call<{ requests: Record<string, unknown> }>(admin, "open_desk", user)).requests;
	expect(await requests()).toEqual({ waiting: 0, decide_until: null, lapsed: 0 });
	const [first, second] = [await ask(0), await ask(1)];
	const { waiting, decide_until } = await requests();
	expect([waiting, Date.parse(String(decide_until))]).toEqual([2, Date.parse(first.decide_until)]);
	await runOut(admin, first);
	expect(await requests()).toMatchObject({ waiting: 1, lapsed: 0 });
	await lapse(admin);
	await decide(admin, second, true);
	expect(await requests()).toEqual({ waiting: 0, decide_until: null, lapsed: 1 });
});

test("whose number or room it is, is told to who has booked and not to who asks", async () => {
	await admin.query("update app.appointment_types set place_kind = 'phone', place = '020 7946 0000'");
	const asked = await ask(0);
	const place = async () => (await call<{ place: string }>(admin, "get_booking", asked.booking_id, 1)).place;
	expect(await place()).toBe("");
	await decide(admin, asked, true);
	expect(await place()).toBe("020 7946 0000");
	const [declined, back] = [await ask(1), await ask(2)];
	await decide(admin, declined, false);
	await cancel(admin, back);
	for (const { booking_id } of [declined, back])
		expect(await call(admin, "get_booking", booking_id, 1)).toMatchObject({ place: "" });
});

test("a type that asks takes no series, by its table and by its verb", async () => {
	const series = [randomUUID(), teacher, "lesson", [slotStart(0)], "Ada", "ada@home.example", "UTC"];
	expect(await codeOf(call(admin, "book_series", ...series))).toBe("LIMIT");
	await expect(admin.query("update app.appointment_types set series_cap = 2")).rejects.toThrow(
		"appointment_types_that_ask_are_asked_one_by_one",
	);
});

test("in an opening nobody is asked: families and the office book at once; when it is released, the teacher decides again", async () => {
	const office = await seedOffice(admin, `school-${randomUUID().slice(0, 8)}`, []);
	({ teacher, user } = await seedAsking(admin, { school: office.school }));
	const offered = async () =>
		(await call<{ needs_approval: boolean }>(admin, "get_type", teacher, "lesson")).needs_approval;
	expect(await offered()).toBe(true);
	const waiting = await ask(9);
	const opening = await saveOpening(admin, office, {
		...{ audience: "anyone", waiting_room: false, joins_at: inMinutes(-90) },
		groups: [{ name: "Everybody", opens_at: inMinutes(1) }],
	});
	await ring(admin, opening);
	expect(await offered()).toBe(false);
	const booked = await ask(0);
	expect(booked.decide_until).toBeUndefined();
	const held = await hold(admin, slot(1));
	await confirm(admin, held);
	const forThem = await call<Requested>(
		...[admin, "book_for", office.staff, opening.id, randomUUID(), teacher, "lesson", slotStart(2)],
		...["A Family", "family@home.example", "UTC"],
	);
	for (const { booking_id } of [booked, held, forThem])
		expect(await requestOf(admin, booking_id)).toMatchObject({
			...{ state: "confirmed", mails: ["confirmed booker", "confirmed teacher"] },
		});
	// What was asked for before it is still the teacher's to decide.
	expect(await decide(admin, waiting, true)).toMatchObject({ state: "confirmed" });
	await call(admin, "steer_opening", office.staff, opening.id, "end", null);
	await call(admin, "steer_opening", office.staff, opening.id, "release", null);
	expect(await ask(5)).toHaveProperty("decide_until");
});

test("a hold from before its type asked is a request when it is confirmed, and one from after it asked no more is booked", async () => {
	const asks = (yes: boolean) => admin.query("update app.appointment_types set needs_approval = $1", [yes]);
	await asks(false);
	const before = await hold(admin, slot(0));
	await asks(true);
	const after = await hold(admin, slot(1));
	expect(await confirm(admin, before)).toHaveProperty("decide_until");
	await asks(false);
	expect(await confirm(admin, after)).not.toHaveProperty("decide_until");
	await asks(true);
});

test("it moves with its teacher's zone, and is decided before the start that it has then", async () => {
	await admin.query("update app.appointment_types set decide_hours = 336");
	const asked = await ask(20);
	await call(admin, "change_zone", user, 1, "Asia/Tokyo", true);
	const { rows } = await admin.query(
		"select lower(during) as starts_at, decide_until from app.bookings where id = $1",
		[asked.booking_id],
	);
	expect(Date.parse(rows[0].starts_at)).toBeLessThan(Date.parse(slotStart(20)));
	expect(rows[0].decide_until).toEqual(rows[0].starts_at);
});
