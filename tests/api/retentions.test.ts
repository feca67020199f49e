import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { ask, given } from "./support/ask.ts";
import { admin, book, booker, type Fixture, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const [teacher] = (await newSchool()).teachers as [Fixture["teachers"][number]];
const forget = () =>
	ask("GET", "/api/retentions", { headers: { authorization: `Bearer ${given("CRON_SECRET")}` } });

test("a cron forgets who booked long ago; their links lead nowhere, and the desk lists what is left", async () => {
	const who = booker(`Long Ago ${randomUUID().slice(0, 8)}`);
	const ref = await book(teacher.handle, startIn(3), who);
	const { bookingId } = readRef(ref);
	const kept = await book(teacher.handle, startIn(4), booker("Kept Kim"));
	expect((await ask("GET", `/b/${ref}`)).text).toContain(who.name);
	// Its mails have gone out by then.
	await admin.query("update app.mails set sent_at = now() where booking_id = $1", [bookingId]);
	await admin.query(
		`with it as (
			update app.bookings set during = tstzrange(now() - interval '401 days', now() - interval '401 days' + interval '30 minutes')
			where id = $1 returning appointment_id, during
		)
		update app.appointments set starts_at = lower(it.during), ends_at = upper(it.during), busy = it.during
		from it where appointments.id = it.appointment_id`,
		[bookingId],
	);
	const said = await forget();
	expect(said.status).toBe(200);
	expect(Object.keys(said.json).sort()).toEqual([
		"bookings",
		"holds",
		"invitations",
		"mails",
		"pages",
		"requests",
		"trail",
		"waits",
	]);
	// A cron of the app may have been faster.
	await expect
		.poll(
			async () => (await rows("select name, email, state from app.bookings where id = $1", [bookingId]))[0],
		)
		.toEqual({ name: null, email: null, state: "confirmed" });
	expect((await ask("GET", `/b/${ref}`)).text).toContain("There is nothing here");
	expect((await ask("GET", `/api/calendars/${ref}`)).status).toBe(404);
	expect((await ask("GET", `/api/calendars/${kept}`)).status).toBe(200);
	const cookie = await signIn(teacher.email);
	const list = await ask("GET", "/desk?past=1", { cookie });
	expect(list.text).toContain("Erased");
	expect((await ask("GET", "/api/booking-lists?past=1", { cookie })).text).not.toContain(who.name);
});
