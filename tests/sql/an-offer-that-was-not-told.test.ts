import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { call, cancel, codeOf } from "../support/verbs.ts";
import { lapse, statesOf, sweep, waitOf } from "../support/waiting.ts";
import { waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 4 });
afterAll(() => pool.end());

/** A desk where Ann and then Ben wait, and Ann was offered the first time. */
async function offered() {
	const desk = await waitingDesk(admin, pool);
	await desk.wait(desk.ann);
	await desk.wait(desk.ben);
	await cancel(pool, desk.standing);
	expect(await statesOf(admin, [desk.ann, desk.ben])).toEqual(["offered", "waiting"]);
	return desk;
}
const laterBy = (email: string, time: string) =>
	admin.query("update app.waits set untold_at = untold_at - $2::interval where email = $1", [email, time]);
const mailOf = async (email: string): Promise<string> => {
	const { rows } = await admin.query(
		"select mail.id from app.mails mail join app.waits w on w.id = mail.wait_id where w.email = $1 and mail.kind = 'offered'",
		[email],
	);
	return rows[0].id;
};

test("who was not told lost nothing: they wait on in their place, and are passed over for an hour", async () => {
	const { teacher, ann, ben, decline, free } = await offered();
	await lapse(admin, ann, { told: false });
	const { id } = await waitOf(admin, ann);
	expect(await call(pool, "get_wait", id, 1)).toMatchObject({ state: "waiting", was_taken_back: false });
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "offered"]);
	await decline(ben);
	await sweep(pool, teacher);
	// It does not spin: meanwhile it is anybody's.
	expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "declined"]);
	expect(await free()).toBe(1);
	await laterBy(ann, "59 minutes");
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	await laterBy(ann, "2 minutes");
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["offered"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a mail that went out when less than five minutes were left told nobody in time", async () => {
	const { teacher, ann } = await offered();
	await lapse(admin, ann, { told: false });
	await admin.query("update app.mails set sent_at = now() - interval '5 minutes' where id = $1", [
		await mailOf(ann),
	]);
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
});

test("who was told and did not answer is off the list", async () => {
	const { teacher, ann, ben } = await offered();
	await lapse(admin, ann);
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["lapsed", "offered"]);
});

test.each([true, false])(
	"a mail that comes back frees the seat for the next one at once (no such address: %s)",
	async (gone) => {
		const { ann, ben, taken } = await offered();
		const late = { booking_id: (await waitOf(admin, ann)).booking_id };
		await call(pool, "bounce_mail", await mailOf(ann), gone, "550 no");
		expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "offered"]);
		const { rows } = await admin.query("select state from app.bookings where id = $1", [late.booking_id]);
		expect(rows).toEqual([{ state: "expired" }]);
		// Said again, it takes nothing from who has it now.
		await call(pool, "bounce_mail", await mailOf(ann), gone, "550 no");
		expect(await codeOf(taken(ben))).toBe("ok");
		expect(await brokenLaws(admin)).toEqual([]);
	},
);

test("a mail that comes back takes nothing that was taken meanwhile, or offered anew", async () => {
	const { ann, taken } = await offered();
	expect(await codeOf(taken(ann))).toBe("ok");
	await call(pool, "bounce_mail", await mailOf(ann), true, "550 no");
	expect(await statesOf(admin, [ann])).toEqual(["taken"]);

	const other = await offered();
	const first = await mailOf(other.ann);
	await admin.query("update app.mails set created_at = created_at - interval '3 hours' where id = $1", [
		first,
	]);
	await call(pool, "bounce_mail", first, false, "550 no");
	expect(await statesOf(admin, [other.ann])).toEqual(["offered"]);
});

test("its two hours begin when the mail is planned to go, behind others to that address", async () => {
	const { ann, standing, wait, mailsTo } = await waitingDesk(admin, pool);
	await wait(ann);
	await admin.query(
		`insert into app.mails (wait_id, kind, recipient, addressee, planned_at)
		select id, 'waiting', 'booker', md5($1)::uuid, now() + interval '30 minutes' from app.waits where email = $1`,
		[ann],
	);
	await cancel(pool, standing);
	const { held_until } = await waitOf(admin, ann);
	const offer = (await mailsTo(ann)).find(({ kind }) => kind === "offered");
	expect(offer.due_at.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000);
	const minutes = (Date.parse(held_until ?? "") - offer.due_at.getTime()) / 60_000;
	expect(Math.round(minutes)).toBe(120);
});
