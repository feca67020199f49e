import { asAdmin } from "../as-admin.ts";
import { rate, withClients } from "./clients.ts";
import type { Line, Stage } from "./line.ts";
import { compare } from "./rounds.ts";
import { handles, seedTeachers } from "./school.ts";

/** As many lanes as the app sends by. */
const lanes = 3;
const roundMs = 700;
const lot = 20;

/** How many mails a second are taken and marked, one at a time as the app does it, beside twenty at a time; none is sent. */
export const takeMailVsLots: Line = {
	name: "take_mail_vs_lots",
	a: "mails/s, one at a time",
	b: `mails/s, ${lot} at a time`,
	unit: "ratio",
	aim: { least: 0.2 },
	async measure(stage) {
		await seedTeachers(stage, handles("teacher", 200));
		await pileUp(stage);
		return withClients(stage.stack.env.DATABASE_URL, lanes, (all) =>
			compare(stage, { a: () => taken(all, 1), b: () => taken(all, lot) }),
		);
	},
};

/** Mails a second, each marked as sent. */
async function taken(all: Parameters<typeof rate>[0], most: number): Promise<number> {
	let mails = 0;
	const from = performance.now();
	await rate(all, roundMs, async (client) => {
		const { rows } = await client.query("select api.take_mails($1, 60, true) as due", [most]);
		const due: { id: string }[] = rows[0].due;
		if (due.length === 0) throw new Error("No mail is left to take: the pile is too small for this machine.");
		for (const { id } of due) await client.query("select api.mark_mail($1, null)", [id]);
		mails += due.length;
	});
	return (mails * 1_000) / (performance.now() - from);
}

/** Six mails of each booking, all of them due. */
async function pileUp({ stack }: Stage): Promise<void> {
	await asAdmin(stack.adminUrl, async (admin) => {
		await admin.query(
			`insert into app.mails (booking_id, kind, recipient, due_at)
			select booking.id, 'confirmed', 'teacher', now() - n * interval '1 second'
			from app.bookings booking cross join generate_series(1, 6) as n`,
		);
		await admin.query("vacuum analyze app.mails");
	});
}
