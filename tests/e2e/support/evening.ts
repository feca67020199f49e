import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { openingBody } from "../../api/support/office.ts";
import { crowd, linkOf, moveOpening, setPace, steer, type TestOpening } from "../../api/support/opening.ts";
import { inMinutes } from "../../support/openings.ts";
import { newOffice, step } from "./office-school.ts";
import { sql } from "./school.ts";
import { signIn } from "./sign-in.ts";

/**
 * An opening in the midst of its evening, whose office has signed in: of two groups the first is being let in, some have
 * booked, somebody came too late, and it was paused once.
 */
export async function newEvening(page: Page): Promise<TestOpening> {
	const office = await newOffice();
	await signIn(page, office.email);
	const id = randomUUID();
	const name = `Parents’ evening ${office.own}`;
	const origin = new URL(page.url()).origin;
	const groups = ["Families with several children", "Everybody else"];
	const said = await page.request.put(`/api/openings/${id}`, {
		headers: { origin },
		data: openingBody({ name, groups: groups.map((name) => ({ name, opens_at: inMinutes(60) })) }),
	});
	expect(said.status(), await said.text()).toBe(200);
	const [staff] = await sql<{ id: string }>("select user_id as id from app.staff where email = $1", [
		office.email,
	]);
	const teachers = office.teachers.map(({ handle }) => handle);
	const { school, email } = office;
	const userId = staff?.id ?? "";
	const opening = { id, name, school, teacher: teachers[0] ?? "", teachers, userId, staff: email };
	await crowd(opening, 400);
	await crowd(opening, 150, 1);
	await moveOpening(id, { opensIn: [-60, 1500] });
	await setPace(opening, 8);
	await expect.poll(() => comeIn(id, 24)).toBe(24);
	await bookSome(opening, 9);
	for (const act of ["pause", "resume"]) await steer(opening, act);
	await comeTooLate(page, opening);
	return opening;
}

/** Lets in whoever was called, up to so many, and gives how many there are now. */
async function comeIn(id: string, most: number): Promise<number> {
	await step(id);
	const inside = await sql(
		`select api.take_pass(ticket.id, invitation.link_version)
		from app.tickets ticket join app.invitations invitation on invitation.id = ticket.invitation_id
		where ticket.opening_id = $1 and ticket.offered_at is not null order by ticket.rank limit $2`,
		[id, most],
	);
	return inside.length;
}

/** So many of those inside book an hour each, in three days. */
async function bookSome({ id, teacher }: TestOpening, count: number): Promise<void> {
	await sql(
		`select api.book_slot('evening-' || ticket.id, $2, 'talk',
			((current_date + 3) + time '07:00' + n * interval '1 hour') at time zone 'Europe/Berlin',
			'Family ' || n, n || '@' || $2 || '.example', 'Europe/Berlin', ticket.id)
		from (
			select id, row_number() over (order by rank) as n from app.tickets
			where opening_id = $1 and pass_until is not null
		) as ticket where n <= $3`,
		[id, teacher, count],
	);
}

/** Somebody inside wants an hour that is gone. */
async function comeTooLate(page: Page, opening: TestOpening): Promise<void> {
	const { id, teacher } = opening;
	const [family] = await sql<{ email: string; taken: Date }>(
		`select invitation.email, (
				select min(appointment.starts_at) from app.appointments appointment
				join app.teachers teacher on teacher.id = appointment.teacher_id where teacher.handle = $2
			) as taken
		from app.tickets ticket join app.invitations invitation on invitation.id = ticket.invitation_id
		where ticket.opening_id = $1 and ticket.pass_until is not null order by ticket.rank desc limit 1`,
		[id, teacher],
	);
	const send = (path: string, data: object) => {
		const origin = new URL(page.url()).origin;
		return page.request.post(path, { headers: { origin, "idempotency-key": randomUUID() }, data });
	};
	const place = await send("/api/tickets", { invitation: await linkOf(opening, family?.email ?? "") });
	await send("/api/passes", { ticket: (await place.json()).ticket });
	const wish = { teacher, type: "talk", startsAt: family?.taken.toISOString(), opening: id };
	expect((await send("/api/holds", wish)).status()).toBe(409);
}
