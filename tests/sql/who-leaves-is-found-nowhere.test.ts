import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { columnsWith, eraseSchool, eraseTeacher, mailed, passed, whoSaidAll } from "../support/leaving.ts";
import { invite, openingWish, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { type Booked, book, call, codeOf, confirm, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();

type Ahead = { bookings: number; holds: number; openings: number; mails: number; until: string | null };
const aheadOf = (work: Promise<unknown>): Promise<Ahead> =>
	work.then(
		() => Promise.reject(new Error("not refused")),
		(error) => {
			expect(error.code).toBe("AHEAD");
			return JSON.parse(error.detail);
		},
	);
let count = 0;
const newWord = () => `qzx${String.fromCharCode(97 + count++)}q`;

describe("a teacher who leaves", () => {
	test("is found in no column of any table, and what they said neither", async () => {
		const word = newWord();
		const { teacher, user, school } = await whoSaidAll(admin, word);
		const before = await columnsWith(admin, word);
		for (const [table, ...columns] of [
			["teachers", "name", "about", "subjects", "handle", "email", "search", "worked_holidays"],
			["appointment_types", "name", "handle", "description", "questions", "place", "follow_up_text"],
			["busy_feeds", "name", "sealed_url", "etag", "modified", "trouble"],
			["hooks", "sealed_url", "sealed_secret", "sealed_old_secret"],
			["audit", "before", "after"],
			["busy_times", "note"],
			["schedules", "name"],
			["tokens", "name", "beginning"],
			["hook_deliveries", "error"],
			["requests", "answer"],
			["opening_events", "detail"],
			["opening_paces", "free_by_teacher"],
			["mails", "error"],
		] as const)
			for (const column of columns) expect(before).toContain(`${table}.${column}`);

		expect(await eraseTeacher(admin, user, teacher)).toMatchObject({ handle: teacher, is_gone: true });
		// What is the school's own to say, and its staff's address, stays.
		expect(await columnsWith(admin, word)).toEqual([
			...["audit.after", "opening_events.actor"],
			...["schools.handle", "schools.name", "staff.email", "teams.handle", "teams.name"],
		]);
		const { rows: lines } = await admin.query(
			"select distinct subject_kind from app.audit where after::text like $1 order by 1",
			[`%${word}%`],
		);
		expect(lines.map(({ subject_kind }) => subject_kind)).toEqual(["team"]);
		expect(await brokenLaws(admin)).toEqual([]);
		expect(school).toBe(`${word}-school`);
	});

	test("is no page, in no list and no team, and nobody signs in as them", async () => {
		const word = newWord();
		const { teacher, user, id } = await whoSaidAll(admin, word);
		await eraseTeacher(admin, user, teacher);
		const handle = `erased-${id}`;
		for (const each of [teacher, handle]) {
			expect(await codeOf(call(admin, "get_teacher", each))).toBe("NTFND");
			expect(await codeOf(book(admin, { teacher: each, type: word, at: slotStart(40) }))).toBe("NTFND");
			expect(await codeOf(hold(admin, { teacher: each, type: "lesson", at: slotStart(40) }))).toBe("NTFND");
		}
		expect(await call(admin, "find_teachers", word)).toEqual([
			expect.objectContaining({ name: expect.stringContaining("colleague") }),
		]);
		expect(await call(admin, "find_teachers", "left")).toEqual([]);
		expect(await codeOf(call(admin, "get_team", `${word}-team`))).toBe("ok");
		expect(await codeOf(call(admin, "open_desk", user))).toBe("DNIED");
		expect(await call(admin, "ask_code", `${teacher}@school.example`)).toBe(false);
		expect(await codeOf(call(admin, "claim_desk", user, `${teacher}@school.example`))).toBe("DNIED");
		expect(await codeOf(eraseTeacher(admin, user, teacher))).toBe("DNIED");
		expect(await codeOf(call(admin, "prove_token", "00".repeat(32), null))).not.toBe("ok");
	});

	test("leaves to who has booked what was and how it ended, by the same link", async () => {
		const { teacher, user, past } = await whoSaidAll(admin, newWord());
		await eraseTeacher(admin, user, teacher);
		expect(await call(admin, "get_booking", past.booking_id, past.link_version)).toMatchObject({
			...{
				state: "confirmed",
				place: "",
				follow_up_text: "",
				type: { name: "Appointment" },
				is_offered: false,
			},
			teacher: { name: "A teacher who has left", has_left: true, school_has_left: false, time_zone: "UTC" },
		});
		const { rows } = await admin.query("select email from app.bookings where id = $1", [past.booking_id]);
		await call(admin, "ask_mine", rows[0].email);
		const { rows: bookers } = await admin.query("select id, version from app.bookers where email = $1", [
			rows[0].email,
		]);
		const own = [bookers[0].id, bookers[0].version];
		expect(await call(admin, "list_mine", ...own, true, null, null, 50)).toMatchObject({
			bookings: [{ booking_id: past.booking_id, has_left: true }],
		});
		expect(await call(admin, "export_mine", ...own)).toMatchObject({
			bookings: [{ teacher: "A teacher who has left", type: "Appointment", state: "confirmed" }],
		});
	});

	test("leaves their handle and address to whoever is next, and nothing with it", async () => {
		const { teacher, user, id, school, past, office } = await whoSaidAll(admin, newWord());
		await eraseTeacher(admin, user, teacher);
		await seedTeachers(admin, [teacher], { school });
		const { rows } = await admin.query("select id, user_id from app.teachers where handle = $1", [teacher]);
		expect(rows).toEqual([{ id: expect.not.stringContaining(id ?? "-"), user_id: null }]);
		const next = randomUUID();
		await call(admin, "claim_desk", next, `${teacher}@school.example`);
		expect(await call(admin, "list_bookings", next, "{}", null, null, 50)).toMatchObject({ bookings: [] });
		expect(await call(admin, "list_trail", next, "{}", null, null, 50)).not.toMatchObject({
			lines: [expect.objectContaining({ verb: "erased" })],
		});
		expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toBe("ok");
		// An old key is not answered with the next one's, either.
		expect(
			await codeOf(
				call(admin, "move_booking", randomUUID(), past.booking_id, past.link_version, slotStart(9)),
			),
		).not.toBe("ok");
		expect(office.school).toBe(school);
	});

	test("is noted to have left, by whom, and nothing more of them is", async () => {
		const { teacher, id, office } = await whoSaidAll(admin, newWord());
		expect(await eraseTeacher(admin, office.staff, teacher)).toMatchObject({ is_gone: false });
		const { rows } = await admin.query(
			"select * from app.audit where teacher_id = $1 order by id desc limit 1",
			[id],
		);
		expect(rows).toMatchObject([
			{ actor_kind: "staff", verb: "erased", subject_kind: "teacher", before: null, after: null },
		]);
		for (const spoilt of [
			'update app.audit set before = \'{"name": "Somebody"}\' where teacher_id = $1',
			"update app.audit set actor = null, before = null, after = null where teacher_id = $1",
			"delete from app.audit where teacher_id = $1",
			"update app.teachers set name = 'Back again' where id = $1",
			"update app.appointment_types set name = 'Back again' where teacher_id = $1",
			"insert into app.schedules (teacher_id, name) values ($1, 'Back again')",
			"insert into app.busy_times (teacher_id, during) values ($1, tstzrange(now(), now() + interval '1 hour'))",
		])
			expect(await codeOf(admin.query(spoilt, [id])), spoilt).toBe("DNIED");
	});

	test("stays where they are, whoever else wants it: nobody, a colleague, another school's office", async () => {
		const { teacher, user, school } = await whoSaidAll(admin, newWord());
		const other = await whoSaidAll(admin, newWord());
		expect(await codeOf(eraseTeacher(admin, randomUUID(), teacher))).toBe("DNIED");
		expect(await codeOf(eraseTeacher(admin, other.user, teacher))).toBe("NTFND");
		expect(await codeOf(eraseTeacher(admin, other.office.staff, teacher))).toBe("NTFND");
		expect(await codeOf(eraseTeacher(admin, user, `${teacher}-`))).toBe("NTFND");
		expect(await codeOf(eraseSchool(admin, user, school))).toBe("DNIED");
		expect(await codeOf(eraseSchool(admin, other.office.staff, school))).toBe("NTFND");
		expect(await codeOf(call(admin, "get_teacher", teacher))).toBe("ok");
	});
});

describe("nothing is lost with them", () => {
	test("while somebody has a time, has asked for one, is there, or fills in a form, all stays as it is, and says how many", async () => {
		const office = await seedOffice(admin, "stays", ["stays-ada"]);
		const erase = () => eraseTeacher(admin, office.staff, "stays-ada");
		const at = (n: number) => book(admin, { teacher: "stays-ada", at: slotStart(n) });
		const [coming, now] = [await at(0), await at(1)];
		await passed(admin, now, 0.2);
		const held = await hold(admin, { teacher: "stays-ada", at: slotStart(3) });
		await mailed(admin);
		const before = await columnsWith(admin, "stays-ada");
		expect(await aheadOf(erase())).toMatchObject({
			...{
				bookings: 2,
				holds: 1,
				openings: 0,
				mails: 0,
				until: expect.stringContaining(coming.ends_at.slice(0, 16)),
			},
		});
		expect(await columnsWith(admin, "stays-ada")).toEqual(before);

		await call(
			admin,
			"cancel_as_teacher",
			office.staff,
			randomUUID(),
			null,
			"stays-ada",
			slotStart(0),
			slotStart(2),
			"I leave",
		);
		await passed(admin, now, 48);
		// Who was told that it is cancelled has to hear by whom.
		expect(await aheadOf(erase())).toMatchObject({ bookings: 0, holds: 1, mails: 1 });
		await mailed(admin);
		expect(await aheadOf(erase())).toMatchObject({ bookings: 0, holds: 1, mails: 0 });
		const booked = await confirm(admin, held);
		await mailed(admin);
		expect(await aheadOf(erase())).toMatchObject({ bookings: 1, holds: 0 });
		await call(admin, "cancel_booking", booked.booking_id, booked.link_version);
		await mailed(admin);
		expect(await codeOf(erase())).toBe("ok");
	});

	test("a form that was open for too long leads nowhere, though its time was nobody else's", async () => {
		const office = await seedOffice(admin, "late", ["late-ada"]);
		const held = await hold(admin, { teacher: "late-ada", at: slotStart(3) });
		await admin.query("update app.bookings set held_until = now() - interval '1 second' where id = $1", [
			held.booking_id,
		]);
		expect(await codeOf(eraseTeacher(admin, office.staff, "late-ada"))).toBe("ok");
		expect(await codeOf(confirm(admin, held))).toBe("LAPSD");
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("who waits for a time, or is offered one, waits no longer and is offered nothing", async () => {
		const office = await seedOffice(admin, "waited", ["waited-ada"], { halfHours: 1 });
		const taken = await book(admin, { teacher: "waited-ada", at: slotStart(0) });
		for (const who of ["first", "second"])
			await call(
				admin,
				"join_waitlist",
				...[
					randomUUID(),
					"waited-ada",
					"lesson",
					"slot",
					slotStart(0),
					null,
					who,
					`${who}@w.example`,
					"UTC",
					null,
				],
			);
		await call(admin, "cancel_booking", taken.booking_id, taken.link_version);
		const states = async () =>
			(await admin.query("select state from app.waits where email like '%@w.example' order by email")).rows;
		expect(await states()).toEqual([{ state: "offered" }, { state: "waiting" }]);
		await admin.query(
			"update app.mails set sent_at = now() where booking_id is not null and sent_at is null",
		);
		expect(await codeOf(eraseTeacher(admin, office.staff, "waited-ada"))).toBe("ok");
		expect(await states()).toEqual([{ state: "left" }, { state: "left" }]);
		expect(await call(admin, "take_mails", 50, 60, true)).toEqual([]);
		const { rows } = await admin.query(
			"select id, link_version from app.waits where email = 'first@w.example'",
		);
		expect(await call(admin, "get_wait", rows[0].id, rows[0].link_version)).toMatchObject({
			...{ state: "left", is_closed: true, teacher: { has_left: true } },
		});
		expect(await brokenLaws(admin)).toEqual([]);
	});
});

describe("a school that leaves", () => {
	async function withFamilies() {
		const word = newWord();
		const all = await whoSaidAll(admin, word);
		const past = await saveOpening(admin, all.office, openingWish({ name: word }));
		await invite(admin, all.office, past, 2);
		await admin.query("update app.invitations set name = $2 where opening_id = $1", [
			past.id,
			`Family ${word}`,
		]);
		return { word, opening: past, ...all };
	}

	test("is refused while one of its openings runs, and as its teachers are", async () => {
		const { opening, school, office, teacher } = await withFamilies();
		expect(await aheadOf(eraseSchool(admin, office.staff, school))).toMatchObject({
			openings: 1,
			bookings: 0,
		});
		await call(admin, "steer_opening", office.staff, opening.id, "end", null);
		const { rows } = await admin.query(
			"select handle from app.teachers where handle <> $1 and school_id = (select id from app.schools where handle = $2)",
			[teacher, school],
		);
		await admin.query("update app.appointment_types set opening_id = null");
		const booked: Booked = await book(admin, { teacher: rows[0].handle, at: slotStart(5) });
		await mailed(admin);
		expect(await aheadOf(eraseSchool(admin, office.staff, school))).toMatchObject({
			openings: 0,
			bookings: 1,
		});
		await call(admin, "cancel_booking", booked.booking_id, booked.link_version);
		await mailed(admin);
		expect(await codeOf(eraseSchool(admin, office.staff, school))).toBe("ok");
	});

	test("is found nowhere with its teachers, teams, staff, and whom it invited", async () => {
		const { word, opening, school, office, teacher, past } = await withFamilies();
		await call(admin, "steer_opening", office.staff, opening.id, "end", null);
		const said = await eraseSchool(admin, office.staff, school);
		expect(said.teachers).toContain(teacher);
		expect(said.teams).toEqual([`${word}-team`]);
		expect(said.openings).toContain(opening.id);
		expect(await columnsWith(admin, word)).toEqual([]);
		expect(await codeOf(call(admin, "open_office", office.staff))).toBe("DNIED");
		expect(await codeOf(call(admin, "claim_desk", office.staff, office.email))).toBe("DNIED");
		expect(await codeOf(call(admin, "get_team", `${word}-team`))).toBe("NTFND");
		expect(await call(admin, "get_booking", past.booking_id, past.link_version)).toMatchObject({
			teacher: { school: "A school that has left", has_left: true, school_has_left: true },
		});
		const { rows } = await admin.query("select email, name from app.invitations where opening_id = $1", [
			opening.id,
		]);
		expect(rows).toHaveLength(2);
		for (const family of rows)
			expect(family).toEqual({ email: expect.stringMatching(/^erased /), name: null });
		expect(await codeOf(seedTeachers(admin, [teacher], { school }))).toBe("ok");
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("takes a teacher of its own who left before along", async () => {
		const { word, opening, school, office, teacher, user } = await withFamilies();
		await eraseTeacher(admin, user, teacher);
		await call(admin, "steer_opening", office.staff, opening.id, "end", null);
		expect(await codeOf(eraseSchool(admin, office.staff, school))).toBe("ok");
		expect(await columnsWith(admin, word)).toEqual([]);
	});

	test("goes twenty teachers at a time, and not one of them while somebody has a time with the last", async () => {
		const teachers = Array.from({ length: 45 }, (_, i) => `large-${String(i).padStart(2, "0")}`);
		const office = await seedOffice(admin, "large", teachers);
		const erase = () => eraseSchool(admin, office.staff, "large");
		const booked = await book(admin, { teacher: "large-44", at: slotStart(1) });
		await mailed(admin);
		expect(await aheadOf(erase())).toMatchObject({ bookings: 1 });
		expect(await codeOf(call(admin, "get_teacher", "large-00"))).toBe("ok");
		await call(admin, "cancel_booking", booked.booking_id, booked.link_version);
		await mailed(admin);
		const left: number[] = [];
		for (let acts = 0; left.at(-1) !== 0 && acts < 5; acts++) left.push((await erase()).left);
		expect(left).toEqual([25, 5, 0]);
		expect(await codeOf(erase())).toBe("DNIED");
		expect(await brokenLaws(admin)).toEqual([]);
	});
});
