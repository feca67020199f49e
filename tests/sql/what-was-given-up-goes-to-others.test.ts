import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { cancelAsTeacher } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, move } from "../support/verbs.ts";
import { join, statesOf, sweep, waitOf } from "../support/waiting.ts";
import { at, waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 4 });
afterAll(() => pool.end());

/** A desk whose first time is taken. */
async function newDesk(type = {}) {
	const desk = await waitingDesk(admin, pool, type);
	const { ann, wait } = desk;
	/** How all wishes of one address stand, in the order in which they were made. */
	const wishes = async (email = ann) => {
		const { rows } = await admin.query("select state from app.waits where email = $1 order by created_at", [
			email,
		]);
		return rows.map(({ state }) => state);
	};
	return {
		...desk,
		/** As for a day: any of these starts would do, which is one, unless said otherwise. */
		async waitsForAny(until = slotStart(1), email = ann) {
			if ((await wishes(email)).length === 0) await wait(email);
			await admin.query("update app.waits set kind = 'day', wanted = tstzrange($2, $3) where email = $1", [
				email,
				at,
				until,
			]);
		},
		async declines(email: string) {
			const { rows } = await admin.query("select id from app.waits where email = $1 and state = 'offered'", [
				email,
			]);
			await call(pool, "decline_offer", rows[0].id, 1);
		},
		async lapses(email: string) {
			await admin.query(
				`update app.mails set sent_at = now() - interval '2 hours'
				where kind = 'offered' and wait_id in (select id from app.waits where email = $1)`,
				[email],
			);
			await admin.query(
				`update app.bookings set held_until = now() - interval '1 minute'
				where wait_id = (select id from app.waits where email = $1 and state = 'offered') and state = 'held'`,
				[email],
			);
		},
		wishes,
	};
}

test("who says no to a time, or lets it lapse, is not offered it again by another wish of theirs: the next one is", async () => {
	for (const how of ["declines", "lapses"]) {
		const { teacher, ann, ben, standing, wait, waitsForAny, declines, lapses, wishes } = await newDesk();
		await waitsForAny();
		await wait(ben);
		// Who waits for the day is offered it first, and for just this time later.
		await admin.query(
			`insert into app.waits (appointment_type_id, duration_minutes, kind, wanted, person_name, email, time_zone)
			select appointment_type_id, 30, 'slot', tstzrange($2, $2, '[]'), person_name, email, time_zone from app.waits where email = $1`,
			[ann, at],
		);
		await cancel(pool, standing);
		expect([await wishes(), await wishes(ben)]).toEqual([["offered", "waiting"], ["waiting"]]);
		if (how === "declines") await declines(ann);
		else await lapses(ann);
		await sweep(pool, teacher);
		const over = how === "declines" ? "declined" : "lapsed";
		// And for a time that they have given up, nobody waits.
		expect([await wishes(), await wishes(ben)]).toEqual([[over, "left"], ["offered"]]);
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

test("who cancels what they had and waits for another time is not offered their own: the next one is, or it is free", async () => {
	const { teacher, ann, ben, standing, wait, waitsForAny, free } = await newDesk();
	await cancel(pool, standing);
	const own = await book(pool, { teacher, at, name: "Waiter", email: ann });
	await waitsForAny();
	await wait(ben);
	await cancel(pool, own);
	expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "offered"]);
	await call(pool, "leave_waitlist", (await waitOf(admin, ben)).id, 1);
	await sweep(pool, teacher);
	expect(await free()).toBe(1);
	// Another time that would do is theirs all the same.
	await waitsForAny(slotStart(5));
	await sweep(pool, teacher);
	const { state, starts_at } = await waitOf(admin, ann);
	expect([state, new Date(starts_at ?? "").toISOString()]).toEqual(["offered", slotStart(1)]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("who moves away from a time is not offered it, whoever asks for it next is", async () => {
	const { teacher, ann, ben, standing, wait, waitsForAny } = await newDesk();
	await cancel(pool, standing);
	const own = await book(pool, { teacher, at, name: "Waiter", email: ann });
	await waitsForAny();
	await move(pool, own, slotStart(9));
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	const other = await book(pool, { teacher, at });
	await wait(ben);
	await cancel(pool, other);
	expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "offered"]);
});

test("who was told no by the teacher is not offered the same time a moment later", async () => {
	const { teacher, user, ann, standing, waitsForAny, free, change } = await newDesk();
	await change("needs_approval = true");
	await cancel(pool, standing);
	const asked = await book(pool, { teacher, at, name: "Waiter", email: ann });
	await waitsForAny();
	await call(pool, "decide_booking", user, asked.booking_id, null, false, null);
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	expect(await free()).toBe(1);
});

test("who asks for just this time once more is offered it, and by another name it was never given up", async () => {
	const { teacher, ann, standing, wait, declines, wishes } = await newDesk();
	await wait(ann);
	await cancel(pool, standing);
	await declines(ann);
	const second = await book(pool, { teacher, at });
	await wait(ann);
	await cancel(pool, second);
	expect(await wishes()).toEqual(["declined", "offered"]);
	await declines(ann);
	const third = await book(pool, { teacher, at });
	await join(pool, { teacher, at, email: ann, name: "Sister" });
	await cancel(pool, third);
	expect(await wishes()).toEqual(["declined", "declined", "offered"]);
});

test("what a teacher cancels by time is offered to nobody by that, and what they cancel one by one to who waits", async () => {
	const { user, ann, ben, standing, wait, free } = await newDesk();
	await wait(ann);
	await wait(ben);
	await cancel(pool, standing);
	await cancelAsTeacher(pool, { user, from: at, until: slotStart(1) });
	expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "waiting"]);
	expect(await free()).toBe(1);

	const other = await newDesk();
	await other.wait(other.ann);
	await cancelAsTeacher(pool, { user: other.user, bookings: [other.standing.booking_id] });
	expect(await statesOf(admin, [other.ann])).toEqual(["offered"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("what the teacher took back was not given up", async () => {
	const { teacher, user, ann, standing, waitsForAny } = await newDesk();
	await waitsForAny();
	await cancel(pool, standing);
	const offered = await waitOf(admin, ann);
	await cancelAsTeacher(pool, { user, from: at, until: slotStart(1) });
	await sweep(pool, teacher);
	const again = await waitOf(admin, ann);
	expect([again.state, again.starts_at]).toEqual(["offered", offered.starts_at]);
	expect(again.booking_id).not.toBe(offered.booking_id);
});
