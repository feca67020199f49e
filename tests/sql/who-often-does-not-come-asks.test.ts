import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { begin, seedDesk } from "../support/desk.ts";
import { saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, codeOf, confirm, hold } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, adminUrl } = await ownDatabase();
let [teacher, user, email] = ["", "", ""];
beforeEach(async () => {
	({ teacher, user } = await seedDesk(admin));
	email = `${randomUUID()}@home.example`;
	await limitTo(2);
});
const limitTo = (limit: number | null) =>
	admin.query("update app.appointment_types set no_show_limit = $1, series_cap = 5", [limit]);
const mark = (id: string, state: string) => call(admin, "mark_attendance", user, id, state);

/** Booked with a teacher, begun some days ago, and marked. */
async function missed(days: number, { of = teacher, who = email, state = "no_show" } = {}): Promise<string> {
	await limitTo(null);
	const { booking_id } = await book(admin, { teacher: of, at: slotStart(days + 5), email: who });
	await begin(admin, booking_id, days * 1440 + 60);
	await admin.query("update app.bookings set state = $2 where id = $1", [booking_id, state]);
	await limitTo(2);
	return booking_id;
}
const again = (n: number, who = email) => book(admin, { teacher, at: slotStart(n), email: who });

test("who has missed as many as the type bears books no more, in no way, and is told why", async () => {
	await missed(1);
	expect(await codeOf(again(0))).toBe("ok");
	await missed(100);
	await expect(again(1)).rejects.toMatchObject({ code: "LIMIT", detail: '{"why": "missed"}' });
	const held = await hold(admin, { teacher, at: slotStart(2) });
	expect(await codeOf(confirm(admin, held, { email }))).toBe("LIMIT");
	const series = [randomUUID(), teacher, "lesson", [slotStart(3), slotStart(4)], "Grace", email, "UTC"];
	expect(await codeOf(call(admin, "book_series", ...series))).toBe("LIMIT");
	// Nobody else is meant, and what is held is another's to confirm.
	expect(await codeOf(confirm(admin, held))).toBe("ok");
});

test("what is longer ago, was with another teacher, or was attended does not count", async () => {
	const other = await seedDesk(admin);
	await missed(1);
	await missed(181);
	await missed(2, { of: other.teacher });
	await missed(3, { state: "completed" });
	await missed(4, { who: `${randomUUID()}@home.example` });
	expect(await codeOf(again(0))).toBe("ok");
});

test("one that is taken back does not count any more, and without a limit nothing does", async () => {
	await missed(1);
	const second = await missed(2);
	expect(await codeOf(again(0))).toBe("LIMIT");
	await mark(second, "completed");
	expect(await codeOf(again(0))).toBe("ok");
	await mark(second, "no_show");
	await limitTo(null);
	expect(await codeOf(again(1))).toBe("ok");
});

test("the office books for them all the same", async () => {
	const school = `s-${randomUUID().slice(0, 8)}`;
	const office = await seedOffice(admin, school, [`${school}-ada`], { types: [{ cutoff_minutes: 0 }] });
	teacher = `${school}-ada`;
	await missed(1);
	await missed(2);
	const opening = await saveOpening(admin, office, { waiting_room: false, bookings_each: 5 });
	await admin.query(
		"update app.opening_groups set opens_at = now() - interval '1 minute' where opening_id = $1",
		[opening.id],
	);
	await admin.query(
		"update app.openings set joins_at = now() - interval '1 hour', opens_at = now() - interval '1 minute' where id = $1",
		[opening.id],
	);
	const wish = [randomUUID(), teacher, "lesson", slotStart(0), "Grace", email, "UTC"];
	expect(await codeOf(call(admin, "book_for", office.staff, opening.id, ...wish))).toBe("ok");
});

test("the teacher sees at the next booking how many were missed", async () => {
	await missed(1);
	await again(0);
	await missed(2);
	const { bookings } = await call<{ bookings: { email: string; missed: number }[] }>(
		...([admin, "list_bookings", user, JSON.stringify({ from: slotStart(-48) }), null, null, 50] as const),
	);
	expect(bookings.map(({ missed }) => missed)).toContain(2);
});

test("who books while it is noted that they missed the last one is counted with it, by their turn alone", async () => {
	const other = new pg.Client(adminUrl);
	await other.connect();
	const race = async (n: number) => {
		await admin.query("update app.bookings set state = 'completed' where state = 'no_show'");
		await missed(1 + 2 * n);
		const last = await missed(2 + 2 * n, { state: "completed" });
		await admin.query("begin");
		await mark(last, "no_show");
		const booking = codeOf(book(other, { teacher, at: slotStart(n), email }));
		// It waits for the turn, or has been answered by then.
		for (let waits = false, tries = 0; !waits && tries < 50; tries++) {
			waits = (await admin.query("select exists (select from pg_locks where not granted) as waits")).rows[0]
				.waits;
			if (await Promise.race([booking.then(() => true), new Promise((wake) => setTimeout(wake, 20))])) break;
		}
		await admin.query("commit");
		return booking;
	};
	try {
		expect(await race(1)).toBe("LIMIT");
		await without(admin, "api.book_slot", ["perform app.lock_booker(book_slot.p_email);", ""]);
		expect(await race(2)).toBe("ok");
	} finally {
		await other.end();
	}
});
