import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { columnsWith, eraseTeacher, mailed, passed } from "../support/leaving.ts";
import { openingWish, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { book, call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
/** Teachers who were imported into a school that is called after the first of them, with nobody in its office. */
async function tutors(word: string, ...others: string[]) {
	const teachers = [`${word}-tutor`, ...others];
	await seedTeachers(admin, teachers, { school: `${word}-school` });
	await admin.query("update app.schools set name = $1 where handle = $2", [`${word} Moss`, `${word}-school`]);
	const users = teachers.map(() => randomUUID());
	for (const [i, user] of users.entries())
		await admin.query("update app.teachers set user_id = $2 where handle = $1", [teachers[i], user]);
	return { teachers, users };
}

test("a tutor on their own leaves nothing behind, and their school of one is called after nobody", async () => {
	const word = "qzxsoloq";
	const { teachers, users } = await tutors(word);
	const [teacher = "", user = ""] = [teachers[0], users[0]];
	const past = await book(admin, { teacher, at: slotStart(0) });
	await passed(admin, past, 48);
	await mailed(admin);
	expect(await columnsWith(admin, word)).toContain("schools.name");
	expect(await eraseTeacher(admin, user, teacher)).toMatchObject({
		handle: teacher,
		teams: [],
		is_gone: true,
	});
	expect(await columnsWith(admin, word)).toEqual([]);
	expect(await call(admin, "get_booking", past.booking_id, past.link_version)).toMatchObject({
		teacher: { school: "A school that has left", has_left: true, school_has_left: true },
	});
	// Who begins anew has both handles again.
	await tutors(word);
	expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("who has a colleague there leaves the school to them, and who is last takes it along", async () => {
	const word = "qzxpairq";
	const { teachers, users } = await tutors(word, "colleague-of-a-pair");
	await eraseTeacher(admin, users[0] ?? "", teachers[0] ?? "");
	expect(await columnsWith(admin, word)).toEqual(["schools.handle", "schools.name"]);
	await eraseTeacher(admin, users[1] ?? "", "colleague-of-a-pair");
	expect(await columnsWith(admin, word)).toEqual([]);
});

test("a school with an office stays, though its only teacher leaves", async () => {
	const office = await seedOffice(admin, "with-office", ["with-office-ada"]);
	await eraseTeacher(admin, office.staff, "with-office-ada");
	expect(await columnsWith(admin, "with-office")).toEqual(["schools.handle", "staff.email"]);
	expect(await codeOf(call(admin, "open_office", office.staff))).toBe("ok");
});

test("openings of one teacher alone lose their names with them, and all others keep theirs", async () => {
	const office = await seedOffice(admin, "evenings", ["evenings-moss", "evenings-fern"]);
	const save = (name: string, more: object) =>
		saveOpening(
			admin,
			office,
			openingWish({
				...{ name, joins_at: slotStart(100) },
				groups: [{ name, opens_at: slotStart(101) }],
				...more,
			}),
		);
	const own = await save("Qzxmossq evening", { teacher: "evenings-moss" });
	const ofType = await save("Qzxmossq lessons", { teacher: "evenings-moss", type: "lesson" });
	await save("Qzxallq evening", {});
	await save("Qzxfernq evening", { teacher: "evenings-fern" });
	const changed = openingWish({
		...{ name: "Qzxmossq again", teacher: "evenings-moss", joins_at: slotStart(100) },
		groups: [{ name: "Qzxmossq again", opens_at: slotStart(101) }],
	});
	await call(admin, "save_opening", office.staff, own.id, own.version, JSON.stringify(changed));
	expect(await columnsWith(admin, "qzxmossq")).toContain("audit.after");
	expect((await eraseTeacher(admin, office.staff, "evenings-moss")).openings.sort()).toEqual(
		[own.id, ofType.id].sort(),
	);
	expect(await columnsWith(admin, "qzxmossq")).toEqual([]);
	for (const others of ["qzxallq", "qzxfernq"])
		expect(await columnsWith(admin, others)).toContain("openings.name");
	expect(await call(admin, "get_opening", ofType.id)).toMatchObject({ name: "Opening", teachers: [] });
	// Who had its form open would write the name down again.
	const late = (teacher: string | null) =>
		call(
			...([admin, "save_opening", office.staff, own.id, own.version + 1] as const),
			JSON.stringify({ ...changed, teacher }),
		);
	expect(await codeOf(late("evenings-moss"))).toBe("NTFND");
	expect(await codeOf(late(null))).toBe("STALE");
	for (const spoilt of [
		"update app.audit set after = '{\"name\": \"Moss\"}' where subject_kind = 'group'",
		"update app.audit set after = '{}' where subject_kind = 'group' and after::text like '%Qzxallq%'",
	])
		expect(await codeOf(admin.query(spoilt))).toBe("DNIED");
});
