import { expect, test } from "vitest";
import { syntheticHealth } from "../../lib/synthetic/synthetic-health.ts";
import { ask } from "./support/ask.ts";
import { nextStart } from "./support/next-start.ts";
import { rows } from "./support/school.ts";
import { operator, syntheticRound } from "./support/synthetic-round.ts";

const left = async () => {
	const [row] = await rows<{ bookings: number; mails: number }>(
		`select count(booking)::integer as bookings, count(mail)::integer as mails
		from app.schools school
		join app.teachers teacher on teacher.school_id = school.id
		join app.appointments appointment on appointment.teacher_id = teacher.id
		left join app.bookings booking on booking.appointment_id = appointment.id
		left join app.mails mail on mail.booking_id = booking.id
		where school.is_synthetic`,
	);
	return row;
};

test("it looks, holds, books and cancels through the doors that everybody uses, and leaves nothing behind", async () => {
	const { durationMs, ...came } = await syntheticRound();
	expect(came).toEqual({ failedAt: null, code: null });
	expect(durationMs).toBeGreaterThan(0);
	expect(await left()).toEqual({ bookings: 0, mails: 0 });
	expect(await syntheticHealth()).toMatchObject({ well: true, bookedAt: expect.any(String), failedAt: null });
});

test("its teacher is on no page and in no list", async () => {
	await syntheticRound();
	const [it] = await rows<{ handle: string }>(
		"select teacher.handle from app.teachers teacher join app.schools school on school.id = teacher.school_id where school.is_synthetic",
	);
	for (const page of ["/", "/find", "/find?q=synthetic"])
		expect((await ask("GET", page)).text, page).not.toContain(it?.handle);
});

test("a door that does not open is written down with its name and its code", async () => {
	// It can write down what came of it, and nobody is where people would come from.
	const away = await nextStart({ APP_URL: "http://127.0.0.1:9" });
	const send = () => away.send("GET", "/api/synthetic-bookings", operator);
	expect(await syntheticRound(send)).toMatchObject({ failedAt: "list", code: "GONE" });
	const health = await syntheticHealth();
	expect(health).toMatchObject({ failedAt: "list", code: "GONE" });

	// One that cannot book, since the law says no: what came before it goes as well.
	const [law] = await rows<{ law: string }>("select pg_get_functiondef('api.confirm_hold'::regproc) as law");
	await rows(
		String(law?.law).replace("begin\n", "begin\n  if p_email like '%.invalid' then perform 1 / 0; end if;\n"),
	);
	try {
		expect(await syntheticRound()).toMatchObject({ failedAt: "book", code: "BUG00" });
	} finally {
		await rows(String(law?.law));
	}
	expect(await left()).toEqual({ bookings: 0, mails: 0 });
	expect(await syntheticRound()).toMatchObject({ failedAt: null });
});
