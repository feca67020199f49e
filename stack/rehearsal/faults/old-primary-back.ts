import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../../as-admin.ts";
import type { Server } from "../postgres.ts";
import type { Rig } from "../rig.ts";
import { makeStandby, standbyState, waitForStandby } from "../standby.ts";
import type { Breakage, Evidence } from "./breakage.ts";
import { neighbours, neighbourType, timesOf } from "./neighbours.ts";

// As long as the app itself would wait for a confirmation, and none is coming.
const patienceMs = 3_000;

/**
 * Its machine comes up again, and the old primary with it, as it was: it knows nothing of the new one. No door leads to
 * it, and what is asked of it all the same it does not confirm, because it still waits for a standby that follows
 * another now. Then it is made that one's standby, from a fresh copy.
 */
export const oldPrimaryBack: Breakage = {
	...{ name: "The old primary comes back, and is made a standby", seconds: 0, feltFor: 4 },
	async begin(rig, saw) {
		const old = rig.servers.standby;
		await old.start();
		saw(await tryToWrite(rig, old));
	},
	async end(rig, saw) {
		const began = performance.now();
		const { primary, standby } = rig.servers;
		await makeStandby({ from: primary, to: standby });
		await standby.start();
		rig.doors.standby?.to(standby.port);
		await untilItIs("async", primary);
		await waitForStandby(primary.adminUrl);
		await untilItIs("sync", primary);
		const took = ((performance.now() - began) / 1_000).toFixed(1);
		const isRead = (await readsFrom(rig)) === standby.port;
		saw({
			kept: isRead,
			figure: `made anew it was a synchronous standby after ${took} s${isRead ? " and answers reads again" : ", but reads do not come to it"}`,
		});
	},
};

/** A booking as the app asks for it, and a change by the superuser, whom no right holds back. */
async function tryToWrite(rig: Rig, old: Server): Promise<Evidence> {
	const [start] = await timesOf(urlOf(rig, old), neighbours[0]);
	const booking = ["Nobody", "nobody@neighbour.example", "UTC"];
	const answers = await Promise.all([
		ask(urlOf(rig, old), "select api.book_slot($1, $2, $3, $4, $5, $6, $7)", [
			...[randomUUID(), neighbours[0], neighbourType, start ?? "", ...booking],
		]),
		ask(old.adminUrl, "update app.schools set name = name || ' (old)' where handle = $1", ["next-door"]),
	]);
	const [there] = await asAdmin(old.adminUrl, async (admin) => {
		const { rows } = await admin.query<{ waiting: number; led: number }>(`
			select count(*) filter (where wait_event = 'SyncRep')::integer as waiting,
				count(*) filter (where application_name = 'firstbell')::integer as led
			from pg_stat_activity`);
		return rows;
	});
	const { waiting = 0, led = 0 } = there ?? {};
	const confirmed = answers.filter((answer) => answer === "confirmed").length;
	// What was neither confirmed nor waits was refused for another reason, and then nothing was tried.
	const tried = waiting === answers.length - confirmed;
	return {
		kept: confirmed === 0 && tried && led === 0,
		figure:
			`of ${answers.length} writes that were asked of it ${confirmed} were confirmed and ${waiting} waited in vain` +
			`${tried ? "" : ` (${answers.join(", ")})`}; ${led} instances were led to it`,
	};
}

/** What comes of a change within the patience that the app has. */
async function ask(url: string, question: string, values: string[]): Promise<string> {
	return asAdmin(url, (client) =>
		Promise.race([
			client.query(question, values).then(
				() => "confirmed",
				(error: Error) => error.message,
			),
			pause(patienceMs, "no answer"),
		]),
	);
}

/** As the app's own role, past pooler and doors. */
function urlOf(rig: Rig, server: Server): string {
	const url = new URL(rig.stack.env.DATABASE_URL);
	url.port = String(server.port);
	return url.href;
}

/** The port of the standby that answers who reads as the app does; undefined where it is no standby. */
async function readsFrom(rig: Rig): Promise<number | undefined> {
	return asAdmin(rig.env.DATABASE_READ_URL ?? "", async (client) => {
		const { rows } = await client.query<{ port: number; follows: boolean }>(
			"select current_setting('port')::integer as port, pg_is_in_recovery() as follows",
		);
		return rows[0]?.follows ? rows[0].port : undefined;
	});
}

async function untilItIs(state: string, primary: Server): Promise<void> {
	for (const deadline = Date.now() + 20_000; (await standbyState(primary.adminUrl)) !== state; ) {
		if (Date.now() > deadline) throw new Error(`It was no ${state} standby within 20 s.`);
		await pause(100);
	}
}
