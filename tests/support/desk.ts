import { randomUUID } from "node:crypto";
import type pg from "pg";
import { seedTeacher, type TeacherWish } from "./seed.ts";
import { call } from "./verbs.ts";

type Askable = Parameters<typeof call>[0];
export type Cancelled = { cancelled: string[]; teachers: string[] };

/** A teacher, and the Auth user who they are. */
export async function seedDesk(
	admin: pg.Client,
	{ handle = `ada-${randomUUID().slice(0, 8)}`, ...wish }: TeacherWish & { handle?: string } = {},
): Promise<{ teacher: string; user: string }> {
	const user = randomUUID();
	await seedTeacher(admin, handle, wish);
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, handle]);
	return { teacher: handle, user };
}

type Wish = {
	user: string;
	key?: string;
	bookings?: string[];
	teacher?: string;
	from?: string;
	until?: string;
	reason?: string;
	/** When those of `bookings` began as the desk showed them. */
	begins?: (string | null)[];
};

export function cancelAsTeacher(on: Askable, wish: Wish): Promise<Cancelled> {
	const { user, key = randomUUID(), bookings, teacher, from, until, reason, begins } = wish;
	const seen = begins ? [begins] : [];
	return call<Cancelled>(on, "cancel_as_teacher", user, key, bookings, teacher, from, until, reason, ...seen);
}

export type MovedAsTeacher = { moved: string[]; starts_at: string; ends_at: string; teacher: string };

/** As the desk does which shows `from`: to another time, with what its booker is told of it. */
export function moveAsTeacher(
	on: Askable,
	wish: { user: string; booking: string; from: string; to: string; message?: string },
): Promise<MovedAsTeacher> {
	const { user, booking, from, to, message } = wish;
	return call<MovedAsTeacher>(on, "move_as_teacher", user, booking, from, to, message);
}

/** Moves a booking and its appointment in time, so that it began so many minutes ago and lasts half an hour. */
export async function begin(admin: pg.Client, id: string, minutes = 1): Promise<void> {
	const { rows } = await admin.query(
		`update app.bookings set during = tstzrange(now() - make_interval(mins => $2), now() - make_interval(mins => $2 - 30))
		where id = $1 returning appointment_id`,
		[id, minutes],
	);
	await admin.query(
		`update app.appointments set starts_at = lower(booking.during), ends_at = upper(booking.during), busy = booking.during
		from app.bookings booking where booking.id = $2 and appointments.id = $1`,
		[rows[0].appointment_id, id],
	);
}
