import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { call, cancel, codeOf } from "../support/verbs.ts";
import { statesOf, sweep, waitOf } from "../support/waiting.ts";
import { waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 2 });
afterAll(() => pool.end());
type Known = { wanted: boolean; bounced: boolean };

/** What is known of an address. */
const known = async (email: string) => {
	const { rows } = await admin.query("select md5($1)::uuid as addressee", [email]);
	return call<Known>(admin, "get_mail_wish", rows[0].addressee);
};
/** The last mail to an address of who waits came back for good. */
const bounce = async (email: string) => {
	const { rows } = await admin.query(
		`select mail.id from app.mails mail join app.waits wait on wait.id = mail.wait_id
		where wait.email = $1 order by mail.created_at desc, mail.kind limit 1`,
		[email],
	);
	await call(admin, "bounce_mail", rows[0].id, true, "RCPT TO 550 5.1.1");
};
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
/** Has the link to their own page mailed, and gives what it is made of. */
async function asked(email: string): Promise<[id: string, version: number]> {
	await call(admin, "ask_mine", email);
	const { rows } = await admin.query("select id, version from app.bookers where email = $1", [email]);
	return [rows[0].id, rows[0].version];
}

test("who waits at an address where there was nobody is offered nothing, and is told so by its page", async () => {
	const { teacher, ann, ben, standing, wait } = await waitingDesk(admin, pool);
	await wait(ann);
	await wait(ben);
	const page = async (email: string) =>
		call<{ mails_come_back: boolean }>(admin, "get_wait", (await waitOf(admin, email)).id, 1);
	expect(await page(ann)).toMatchObject({ place: 1, mails_come_back: false });
	await bounce(ann);
	expect(await page(ann)).toMatchObject({ place: 1, mails_come_back: true });
	expect(await page(ben)).toMatchObject({ mails_come_back: false });
	await cancel(pool, standing);
	await sweep(admin, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "offered"]);
});

test("opening the link of a mail shows that mails arrive: offers come again, and what was not wanted stays so", async () => {
	const { ann, standing, wait } = await waitingDesk(admin, pool);
	await wait(ann);
	await bounce(ann);
	await admin.query("update app.mail_wishes set unwanted_since = now() where addressee = md5($1)::uuid", [
		ann,
	]);
	expect(await known(ann)).toEqual({ wanted: false, bounced: true });
	const key = await asked(ann);
	// Neither asking for a link, nor one that leads nowhere or has run out.
	expect(await codeOf(call(admin, "visit_mine", ...key, inMinutes(-1)))).toBe("WRONG");
	expect(await codeOf(call(admin, "visit_mine", randomUUID(), 1, inMinutes(5)))).toBe("NTFND");
	expect(await known(ann)).toEqual({ wanted: false, bounced: true });

	await call(admin, "visit_mine", ...key, inMinutes(5));
	expect(await known(ann)).toEqual({ wanted: false, bounced: false });
	await cancel(pool, standing);
	expect(await statesOf(admin, [ann])).toEqual(["offered"]);
});

test("looking at what waits, or at a booking, shows nothing: others may have that link", async () => {
	const { teacher, ann, standing, wait } = await waitingDesk(admin, pool);
	await wait(ann);
	await admin.query("update app.bookings set email = $2 where id = $1", [standing.booking_id, ann]);
	await bounce(ann);
	await call(admin, "get_wait", (await waitOf(admin, ann)).id, 1);
	await call(admin, "get_booking", standing.booking_id, 1);
	await cancel(pool, standing);
	await sweep(admin, teacher);
	expect(await known(ann)).toEqual({ wanted: true, bounced: true });
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
});

test.each(["taken", "decline"] as const)("who answers an offer has got its mail: %s", async (answer) => {
	const desk = await waitingDesk(admin, pool);
	const { ann, ben, standing, wait } = desk;
	await wait(ann);
	await wait(ben);
	await cancel(pool, standing);
	for (const email of [ann, ben])
		await admin.query("insert into app.mail_wishes values (md5($1)::uuid, null, now())", [email]);
	await desk[answer](ann);
	expect(await known(ann)).toEqual({ wanted: true, bounced: false });
	expect(await known(ben), "of the others it says nothing").toEqual({ wanted: true, bounced: true });
});
