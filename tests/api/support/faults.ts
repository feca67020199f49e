import { randomUUID } from "node:crypto";
import type { Booked } from "../../support/verbs.ts";
import { asANewProcess } from "./as-a-new-process.ts";
import { admin, bookNext, environment, fill, nowhere, quiet } from "./watch.ts";

export type Fault = { plant: () => Promise<unknown>; mend: () => Promise<unknown>; says: RegExp };
let booked: Booked;
/** A fault for each alert: how it comes to be, how it is mended, and what is told of it. */
export const faults: Record<string, Fault> = {
	"burning-fast": {
		// What fails at once and much would burn slowly, too, if it went on: here it has just begun.
		plant: () => fill(60, (ago) => (ago <= 50 ? 18 : 0)),
		mend: quiet,
		says: /1\.8 % of 5 minutes, 1\.5 % of 60 minutes/,
	},
	"burning-slowly": {
		plant: () => fill(360, () => 8),
		mend: quiet,
		says: /0\.8 % of 30 minutes, 0\.8 % of 360 minutes/,
	},
	"law-broken": {
		async plant() {
			booked = await bookNext();
			await admin.query("delete from app.mails where booking_id = $1", [booked.booking_id]);
		},
		mend: () =>
			admin.query(
				"insert into app.mails (booking_id, kind, recipient, addressee, sent_at) select id, 'confirmed', 'booker', md5(email)::uuid, now() from app.bookings where id = $1",
				[booked.booking_id],
			),
		says: /a booking lacks its mail: 1/,
	},
	"mails-stuck": {
		async plant() {
			await bookNext();
			await admin.query(`update app.mails set due_at = now() - interval '11 minutes', planned_at = now() - interval '11 minutes' where sent_at is null;
				update app.mails set sent_at = now() - interval '1 hour' where sent_at is not null`);
		},
		mend: () => admin.query("update app.mails set sent_at = now() where sent_at is null"),
		says: /2 wait, the oldest for 11 min; nobody takes them/,
	},
	"hooks-stuck": {
		async plant() {
			await hook();
			await bookNext();
			await admin.query("update app.hook_deliveries set due_at = now() - interval '31 minutes'");
		},
		mend: () => admin.query("update app.hook_deliveries set told_at = now()"),
		says: /1 wait, the oldest that could go for 31 min/,
	},
	"replica-behind": {
		plant: async () => asANewProcess({ ...environment, DATABASE_READ_URL: nowhere.postgres }),
		mend: async () => asANewProcess(environment),
		says: /it does not answer/,
	},
	"synthetic-cannot-book": {
		plant: () => rounds([10, null], [2, "book"], [1, "book"]),
		mend: () => rounds([0, null]),
		says: /^it got no further than "book" \(BUSY0\); it last booked 20/,
	},
	"counts-missing": {
		async plant() {
			asANewProcess({ ...environment, UPSTASH_REDIS_REST_URL: nowhere.http });
			await admin.query(
				"update app.watch_minutes set traffic = null where minute >= date_trunc('minute', now()) - interval '3 minutes'",
			);
		},
		async mend() {
			asANewProcess(environment);
			await quiet();
		},
		says: /for 3 minutes/,
	},
};

/** What the synthetic booker came to so many minutes ago: at which door it failed, or null where it booked. */
export async function rounds(...came: [minutesAgo: number, failedAt: string | null][]) {
	for (const [ago, failedAt] of came)
		await admin.query(
			`insert into app.synthetic_rounds (minute, ended_at, duration_ms, failed_at, code)
			select minute, minute, 120, $2, case when $2::text is not null then 'BUSY0' end
			from (select date_trunc('minute', now()) - make_interval(mins => $1) as minute) as at on conflict do nothing`,
			[ago, failedAt],
		);
}

/** So many mails wait since long, were tried, and not taken; they come again later. */
export async function tried(mails: number) {
	for (let i = 0; i < mails; i++) await bookNext();
	await admin.query(
		`update app.mails set sent_at = now() - interval '1 hour' where sent_at is not null or recipient = 'teacher';
		update app.mails set attempts = 4, error = '451', due_at = now() + interval '5 minutes', planned_at = now() - interval '20 minutes' where sent_at is null`,
	);
}

/** So many mails were handed to a server that refused whom they are for, so many minutes ago; none went out for an hour. */
export async function refused(mails: number, minutesAgo = 1) {
	for (let i = 0; i < mails; i++) await bookNext();
	await admin.query(
		"update app.mails set sent_at = now() - interval '1 hour' where sent_at is not null or recipient = 'teacher'",
	);
	await admin.query(
		"select api.bounce_mail(id, false, 'EENVELOPE RCPT TO 550') from app.mails where sent_at is null",
	);
	await admin.query(
		"update app.mails set failed_at = failed_at - $1::interval, bounced_at = failed_at - $1::interval where sent_at is null and failed_at > now() - interval '1 minute'",
		[`${minutesAgo} minutes`],
	);
}

const hook = () =>
	admin.query(
		`insert into app.hooks (teacher_id, sealed_url, sealed_secret, secret_id, events)
		select id, 'sealed', 'sealed', $1, '{booking.confirmed}' from app.teachers`,
		[randomUUID()],
	);
