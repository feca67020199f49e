import type pg from "pg";
import { seedDesk } from "./desk.ts";
import { slotStart } from "./seed.ts";
import { type Booked, book, call, confirm } from "./verbs.ts";
import { join, type WaitWish, waitOf } from "./waiting.ts";

/** The start that is booked at a waiting desk. */
export const at = slotStart(0);

/** A teacher whose first time is booked, three who might wait for it, and what they and the teacher do. */
export async function waitingDesk(admin: pg.Client, pool: pg.Pool, type = {}) {
	const { teacher, user } = await seedDesk(admin, { types: [{ cutoff_minutes: 0, ...type }] });
	const address = (who: string) => `${who}.${teacher}@waiter.example`;
	const standing: Booked = await book(pool, { teacher, at });
	return {
		...{ teacher, user, standing },
		...{ ann: address("ann"), ben: address("ben"), cem: address("cem") },
		wait: (email: string, wish: WaitWish = { at }) => join(pool, { teacher, email, ...wish }),
		async taken(email: string) {
			const { booking_id } = await waitOf(admin, email);
			return confirm(pool, { booking_id, link_version: 1 } as Booked, { name: "Waiter", email });
		},
		decline: async (email: string) => call(pool, "decline_offer", (await waitOf(admin, email)).id, 1),
		/** How many slots are listed as free. */
		async free(from = at, until = slotStart(1)) {
			return (await call<{ slots: unknown[] }>(pool, "list_slots", teacher, "lesson", from, until)).slots
				.length;
		},
		async mailsTo(email: string) {
			const { rows } = await admin.query(
				`select mail.kind, mail.due_at, mail.failed_at from app.mails mail join app.waits wait on wait.id = mail.wait_id
				where wait.email = $1 order by mail.planned_at`,
				[email],
			);
			return rows;
		},
		/** Something else holds of what the teacher offers. */
		change: (what: string) =>
			admin.query(
				`update app.appointment_types set ${what} where teacher_id = (select id from app.teachers where handle = $1)`,
				[teacher],
			),
		/** The teacher is away at that time. */
		takeOff: () =>
			admin.query(
				"insert into app.busy_times (teacher_id, during) select id, tstzrange($2, $3) from app.teachers where handle = $1",
				[teacher, at, slotStart(1)],
			),
	};
}
