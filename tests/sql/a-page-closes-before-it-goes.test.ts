import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { cancelAsTeacher, seedDesk } from "../support/desk.ts";
import { mailed, passed } from "../support/leaving.ts";
import { seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, codeOf, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const close = (user: string, ...handles: string[]) =>
	call<{ teachers: string[] }>(admin, "close_teachers", user, handles);
const kinds = [{ handle: "lesson" }, { handle: "talk", seats: 3, position: 1 }];

test("from then on nobody books with them, holds a time, or is offered one, and what was booked stands", async () => {
	const { teacher, user } = await seedDesk(admin, { types: kinds });
	const booked = await book(admin, { teacher, at: slotStart(0) });
	expect(await close(user, teacher)).toEqual({ teachers: [teacher] });
	for (const type of ["lesson", "talk"]) {
		expect(await codeOf(book(admin, { teacher, type, at: slotStart(4) }))).toBe("NTFND");
		expect(await codeOf(hold(admin, { teacher, type, at: slotStart(4) }))).toBe("NTFND");
	}
	expect(await call(admin, "get_booking", booked.booking_id, booked.link_version)).toMatchObject({
		state: "confirmed",
		type: { is_retired: true },
	});
	expect(await close(user, teacher)).toEqual({ teachers: [teacher] });
});

test("who is cancelled then is told of no other time with them, and who waits is not offered what is freed", async () => {
	const { teacher, user } = await seedDesk(admin, { types: [{ handle: "lesson" }] });
	const own = `only-${randomUUID()}@b.example`;
	const taken = await book(admin, { teacher, at: slotStart(0), email: own });
	await mailed(admin);
	await admin.query(
		"update app.appointment_types set waitlist = true where teacher_id = (select id from app.teachers where handle = $1)",
		[teacher],
	);
	const wish = [teacher, "lesson", "slot", slotStart(0), null, "Waits", "waits@w.example", "UTC", null];
	await call(admin, "join_waitlist", randomUUID(), ...wish);
	await mailed(admin);

	await close(user, teacher);
	await cancelAsTeacher(admin, { user, teacher, from: slotStart(0), until: slotStart(2) });
	while (await call(admin, "offer_seats", teacher));
	const { rows } = await admin.query("select state from app.waits where email = 'waits@w.example'");
	expect(rows).not.toContainEqual({ state: "offered" });
	const mails = await call<{ kind: string; instead: unknown; booking: { booking_id: string } | null }[]>(
		admin,
		"take_mails",
		50,
		60,
	);
	expect(mails.filter(({ booking }) => booking?.booking_id === taken.booking_id)).toMatchObject([
		{ kind: "cancelled", instead: [], booking: { type: { is_retired: true } } },
	]);
	await mailed(admin);
	expect(await codeOf(call(admin, "erase_teacher", user, teacher))).toBe("ok");
});

test("whoever stops half-way restores each type as it was", async () => {
	const { teacher, user } = await seedDesk(admin, { types: kinds });
	const types = () => call<{ id: string }[]>(admin, "list_types", user);
	const before = await types();
	await close(user, teacher);
	for (const { id } of before) await call(admin, "restore_type", user, id);
	expect(await types()).toEqual(before);
	expect(await codeOf(book(admin, { teacher, at: slotStart(4) }))).toBe("ok");
});

test("the office closes its teachers at once, leaves out who is erased by now, and nobody else closes anybody", async () => {
	const office = await seedOffice(admin, "closes", ["closes-a", "closes-b", "closes-c"]);
	const other = await seedOffice(admin, "stays-open", ["stays-open-a"]);
	await call(admin, "erase_teacher", office.staff, "closes-c");
	expect(await codeOf(close(other.staff, "closes-a", "closes-b"))).toBe("NTFND");
	expect(await codeOf(close(randomUUID(), "closes-a"))).toBe("DNIED");
	const all = ["closes-a", "closes-b", "closes-c", "stays-open-a"];
	expect(await close(office.staff, ...all)).toEqual({ teachers: ["closes-a", "closes-b"] });
	expect(await codeOf(book(admin, { teacher: "closes-b", at: slotStart(4) }))).toBe("NTFND");
	expect(await codeOf(book(admin, { teacher: "stays-open-a", at: slotStart(4) }))).toBe("ok");
	expect(await codeOf(close(office.staff, "closes-c"))).toBe("NTFND");
	const { rows } = await admin.query(
		`select distinct actor_kind, verb, subject_kind from app.audit
		where teacher_id = (select id from app.teachers where handle = 'closes-b') and verb = 'retired'`,
	);
	expect(rows).toEqual([{ actor_kind: "staff", verb: "retired", subject_kind: "type" }]);
});

test("what has begun is told apart from what can be cancelled", async () => {
	const { teacher, user } = await seedDesk(admin, { types: [{ handle: "lesson" }] });
	await passed(admin, await book(admin, { teacher, at: slotStart(0) }), 0.2);
	const coming = await book(admin, { teacher, at: slotStart(1) });
	await mailed(admin);
	const ahead = () =>
		call(admin, "erase_teacher", user, teacher).then(
			() => undefined,
			(error) => JSON.parse(error.detail),
		);
	expect(await ahead()).toMatchObject({ bookings: 2, begun: 1 });
	await call(admin, "cancel_booking", coming.booking_id, coming.link_version);
	await mailed(admin);
	expect(await ahead()).toMatchObject({ bookings: 1, begun: 1, mails: 0 });
});
