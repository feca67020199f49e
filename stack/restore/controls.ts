import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { asAdmin } from "../as-admin.ts";
import type { Server } from "../rehearsal/postgres.ts";
import type { Verdict } from "../rehearsal/run.ts";
import { judgeRestored, type Known } from "./judge.ts";
import { restoreServer } from "./restore-server.ts";

/** What a backup may lack without anybody noticing, what does it to one that was restored, and which promise says so. */
const spoils: [what: string, spoil: string, promise: RegExp][] = [
	[
		"a booking",
		`delete from app.bookings where id = (
			select request.booking_id from app.requests request join app.bookings booking on booking.id = request.booking_id
			where booking.state = 'confirmed' order by booking.created_at limit 1)`,
		/^What was acknowledged exists/,
	],
	[
		"the law against overlaps",
		"alter table app.appointments drop constraint appointments_never_overlap",
		/^Schemas, constraints and rights/,
	],
	[
		"the look of a law at what is there",
		"update pg_constraint set convalidated = false where conname = 'bookings_appointment_id_fkey'",
		/^What guards the laws/,
	],
	["an index", "drop index app.mails_waiting", /^Schemas, constraints and rights/],
	["a right", "revoke execute on function api.cancel_booking from firstbell_server", /^Nobody may do more/],
	["what keeps others out", "grant select on app.bookings to public", /^Nobody may do more/],
	["a deadline", "alter role firstbell_server reset statement_timeout", /^Nobody may do more/],
];

/**
 * A drill that cannot turn red proves nothing: takes from copies of the restored database what a bad backup would lack, one
 * thing at a time, and sees that it is found by the promise that it breaks; and that a copy which lacks nothing is found well.
 * Nobody else may be connected to it.
 */
export async function controls(server: Server, known: Known): Promise<Verdict[]> {
	const well = (await judgeCopy(server, known)).filter(({ kept }) => !kept);
	const verdicts: Verdict[] = [
		{
			name: "A copy that lacks nothing is found well",
			kept: well.length === 0,
			figure: well[0] ? `${well[0].name}: ${well[0].figure}` : "all kept",
		},
	];
	for (const [what, spoil, promise] of spoils) {
		const found = (await judgeCopy(server, known, spoil)).find(
			({ kept, name }) => !kept && promise.test(name),
		);
		verdicts.push({
			name: `Without ${what} it turns red`,
			kept: found !== undefined,
			figure: found ? `${found.name}: ${found.figure.slice(0, 120)}` : "it was not found",
		});
	}
	return verdicts;
}

async function judgeCopy(server: Server, known: Known, spoil?: string): Promise<Verdict[]> {
	await asAdmin(server.adminUrl, async (admin) => {
		await admin.query("create database spoiled template postgres");
		// What a database says of itself is not in its copy.
		await admin.query("revoke temporary on database spoiled from public");
	});
	try {
		return await asAdmin(server.adminUrl.replace(/\/postgres$/, "/spoiled"), async (admin) => {
			if (spoil) await spoilBy(admin, spoil);
			return judgeRestored(admin, known);
		});
	} finally {
		await asAdmin(server.adminUrl, async (admin) => {
			await admin.query("drop database spoiled");
			// A role is of all databases.
			await admin.query("alter role firstbell_server set statement_timeout = '5s'");
		});
	}
}

/** Past what would refuse it. */
async function spoilBy(admin: pg.Client, spoil: string): Promise<void> {
	await admin.query("set session_replication_role = replica");
	await admin.query("set allow_system_table_mods = on");
	const { rowCount } = await admin.query(spoil);
	if (rowCount === 0) throw new Error(`There was nothing to take away: ${spoil}`);
}

/** The same of a log that lacks its last file. Ends with that server stopped. */
export async function controlOfLog(wish: Parameters<typeof restoreServer>[0]): Promise<Verdict> {
	const last =
		readdirSync(wish.archive)
			.filter((name) => /^[0-9A-F]{24}$/.test(name))
			.sort()
			.at(-1) ?? "";
	await rm(join(wish.archive, last));
	const said = await restoreServer(wish).then(
		() => "",
		(error: Error) => error.message,
	);
	await wish.to.stop();
	return {
		name: "Without the end of the log it turns red",
		kept: said !== "",
		figure: said || "it was restored all the same",
	};
}
