import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { join, openingWish, ring, saveOpening, seedOffice, step } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();

type Erased = { cancelled: number; erased: number; teachers: string[] };
type Booker = { id: string; version: number };

/** All that stands in any column of any table, as text. */
async function dump(on: pg.Client = admin): Promise<string> {
	const { rows: tables } = await on.query<{ name: string }>(
		`select format('%I.%I', schemaname, tablename) as name from pg_tables
		where schemaname not in ('pg_catalog', 'information_schema')`,
	);
	let all = "";
	for (const { name } of tables) {
		const { rows } = await on.query<{ row: string }>(`select t::text as row from ${name} t`);
		all += rows.map(({ row }) => `${row}\n`).join("");
	}
	return all.toLowerCase();
}
const md5 = (text: string) => createHash("md5").update(text).digest("hex");
/** Every way in which somebody could be found in it. */
function traces(all: string, { name, email }: { name: string; email: string }): string[] {
	const dashed = (hash: string) => hash.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
	const student = md5(`${email}\n${name.toLowerCase()}`);
	const looked = { name, email, hash: dashed(md5(email)), bare: md5(email), student: dashed(student) };
	return Object.entries(looked)
		.filter(([, text]) => all.includes(text.toLowerCase()))
		.map(([what]) => what);
}

/** Moved into the past, as nobody can book there. */
async function passed({ booking_id }: Booked, hours: number): Promise<void> {
	await admin.query(
		`with moved as (
			update app.bookings booking set during = tstzrange(now() - $2 * interval '1 hour', now() - ($2 - 0.5) * interval '1 hour')
			where id = $1 returning appointment_id, during
		)
		update app.appointments appointment
		set starts_at = lower(moved.during), ends_at = upper(moved.during), busy = moved.during
		from moved where appointment.id = moved.appointment_id`,
		[booking_id, hours],
	);
}

async function bookerOf(email: string): Promise<Booker> {
	await call(admin, "ask_mine", email);
	const { rows } = await admin.query<Booker>("select id, version from app.bookers where email = $1", [email]);
	return rows[0] ?? { id: randomUUID(), version: 1 };
}
const erase = ({ id, version }: Booker) => call<Erased>(admin, "erase_mine", id, version);

/** Somebody with a past, something to come, answers, a mail that failed, and a place in an opening. */
async function withEverything(school: string) {
	const teacher = `${school}-teacher`;
	const office = await seedOffice(admin, school, [teacher]);
	const who = { name: `Quillon Vexworth ${school}`, email: `quillon.vexworth@${school}-family.example` };
	const at = (n: number) => book(admin, { teacher, at: slotStart(n), ...who });
	const [past, given, coming] = [await at(0), await at(1), await at(2)];
	await passed(past, 48);
	await call(admin, "cancel_booking", given.booking_id, given.link_version);
	await admin.query(
		`update app.bookings set answers = jsonb_build_array(jsonb_build_object('label', 'Who?', 'answer', $2::text)), cancel_reason = $2
		where id = $1`,
		[past.booking_id, who.name],
	);
	await admin.query("update app.mails set error = $2, failed_at = now() where booking_id = $1", [
		past.booking_id,
		`550 <${who.email}>: no such user`,
	]);
	return { office, teacher, who, past, given, coming };
}

test("who is erased by themselves is found in no table, and what was to come is free", async () => {
	const { who, teacher, past, coming } = await withEverything("all");
	const booker = await bookerOf(who.email);
	await call(admin, "share_mine", booker.id, booker.version, "ab".repeat(32));
	expect(traces(await dump(), who)).toEqual(["name", "email", "hash", "student"]);

	expect(await erase(booker)).toEqual({ cancelled: 1, erased: 3, teachers: [teacher] });
	expect(traces(await dump(), who)).toEqual([]);
	expect(await codeOf(erase(booker))).toBe("NTFND");
	for (const { booking_id, link_version } of [past, coming])
		expect(await codeOf(call(admin, "get_booking", booking_id, link_version))).toBe("NTFND");
	expect(await codeOf(call(admin, "read_shared", "ab".repeat(32)))).toBe("NTFND");
	expect(await codeOf(book(admin, { teacher, at: slotStart(2) }))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("its teacher is told when, and no more who; nothing else goes to who is erased", async () => {
	const { who, coming } = await withEverything("told");
	await admin.query("update app.mails set sent_at = now() where sent_at is null and failed_at is null");
	await erase(await bookerOf(who.email));
	const mails = await call<
		{ kind: string; recipient: string; booking: { booking_id: string; name: null } }[]
	>(admin, "take_mails", 100, 60, true);
	expect(
		mails.map(({ kind, recipient, booking }) => [kind, recipient, booking.booking_id, booking.name]),
	).toEqual([["cancelled", "teacher", coming.booking_id, null]]);
});

test("figures and the bookings of others stay as they were", async () => {
	const { who, teacher, coming, office } = await withEverything("figures");
	await call(admin, "cancel_booking", coming.booking_id, coming.link_version);
	await book(admin, { teacher, at: slotStart(4), name: "Somebody Else", email: "else@figures.example" });
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [office.staff, teacher]);
	const figures = () => call(admin, "desk_figures", office.staff, 12, 4);
	const before = await figures();
	await erase(await bookerOf(who.email));
	expect(await figures()).toEqual(before);
	expect(await dump()).toContain("else@figures.example");
});

test("a draw is checked again by the same record, though nobody knows whose that place was", async () => {
	const { who, office } = await withEverything("drawn");
	const opening = await saveOpening(admin, office, openingWish());
	await call(
		admin,
		"invite_families",
		office.staff,
		opening.id,
		JSON.stringify([
			{ email: who.email, name: who.name, group: 0 },
			{ email: "other@drawn.example", name: "Other", group: 0 },
		]),
	);
	const { rows: invited } = await admin.query<{ id: string }>(
		"select id from app.invitations where opening_id = $1",
		[opening.id],
	);
	for (const invitation of invited) await join(admin, invitation);
	await ring(admin, opening);
	await step(admin, opening);
	const record = await call(admin, "draw_record", opening.id);
	await erase(await bookerOf(who.email));
	expect(traces(await dump(), who)).toEqual([]);
	expect(await call(admin, "draw_record", opening.id)).toEqual(record);
});

test("what comes too soon to be cancelled keeps all as it is, and the office does it all the same", async () => {
	const { who, office, teacher } = await withEverything("soon");
	await admin.query(
		`update app.appointment_types set cutoff_minutes = 43200
		where teacher_id = (select id from app.teachers where handle = $1)`,
		[teacher],
	);
	const booker = await bookerOf(who.email);
	const before = await dump();
	expect(await codeOf(erase(booker))).toBe("LATE0");
	expect(await dump()).toBe(before);
	expect(await call(admin, "erase_booker", office.staff, who.email)).toMatchObject({
		cancelled: 1,
		erased: 3,
	});
	expect(traces(await dump(), who)).toEqual([]);
});

test("an office erases at its own school alone, and another's booker page lives on", async () => {
	const { who, office } = await withEverything("ours");
	await seedOffice(admin, "theirs", ["theirs-teacher"]);
	const elsewhere = await book(admin, { teacher: "theirs-teacher", at: slotStart(9), ...who });
	const booker = await bookerOf(who.email);
	expect(await call(admin, "erase_booker", office.staff, who.email)).toMatchObject({ erased: 3 });
	expect(await call(admin, "erase_booker", office.staff, who.email)).toMatchObject({
		cancelled: 0,
		erased: 0,
	});
	const page = await call<{ bookings: { booking_id: string }[] }>(
		admin,
		"list_mine",
		booker.id,
		booker.version,
		false,
		null,
		null,
		50,
	);
	expect(page.bookings.map(({ booking_id }) => booking_id)).toEqual([elsewhere.booking_id]);
	expect(await codeOf(call(admin, "erase_booker", randomUUID(), who.email))).toBe("DNIED");
});

test("no booking is half erased", async () => {
	const { past } = await withEverything("half");
	for (const spoilt of ["erased_at = now()", "erased_at = now(), name = null, email = null", "name = null"])
		await expect(
			admin.query(`update app.bookings set ${spoilt} where id = $1`, [past.booking_id]),
		).rejects.toThrow("bookings_say_who");
});
