import type pg from "pg";
import { seedDesk } from "./desk.ts";
import { type Booked, call } from "./verbs.ts";

type Askable = Parameters<typeof call>[0];
export type Requested = Booked & { decide_until: string };
export type Decided = { state: string; teacher: string };

/** A teacher who decides what is asked of them, and the Auth user who they are. */
export async function seedAsking(
	admin: pg.Client,
	wish: Parameters<typeof seedDesk>[1] = {},
): Promise<{ teacher: string; user: string }> {
	const desk = await seedDesk(admin, wish);
	await admin.query(
		`update app.appointment_types type set needs_approval = true
		from app.teachers teacher where teacher.id = type.teacher_id and teacher.handle = $1`,
		[desk.teacher],
	);
	return desk;
}

/** An answer: by the link of the mail, unless somebody at a desk gives it. */
export function decide(
	on: Askable,
	{ booking_id, link_version }: Pick<Booked, "booking_id" | "link_version">,
	yes: boolean,
	{ user = null as string | null, reason = null as string | null } = {},
): Promise<Decided> {
	return call<Decided>(on, "decide_booking", user, booking_id, user ? null : link_version, yes, reason);
}

export const lapse = (on: Askable, most = 50) =>
	call<{ lapsed: number; teachers: string[] }>(on, "lapse_requests", most);

/** Time passes until there may be no answer any more. */
export const runOut = (admin: pg.Client, { booking_id }: Pick<Booked, "booking_id">) =>
	admin.query("update app.bookings set decide_until = now() - interval '1 millisecond' where id = $1", [
		booking_id,
	]);

/** How it stands: its state, whether it lapsed, and the mails of it by kind and recipient. */
export async function requestOf(admin: pg.Client, id: string) {
	const { rows } = await admin.query(
		`select state, has_lapsed as lapsed, cancel_reason as reason, (
			select coalesce(jsonb_agg(mail.kind || ' ' || mail.recipient order by mail.created_at, mail.kind, mail.recipient), '[]')
			from app.mails mail where mail.booking_id = booking.id
		) as mails from app.bookings booking where id = $1`,
		[id],
	);
	return rows[0];
}
