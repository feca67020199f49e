import { lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../../as-admin.ts";
import { isRunning } from "../../embedded/postgres-server.ts";
import { copyOwned } from "../copy-owned.ts";
import type { Server } from "../postgres.ts";
import type { Rig } from "../rig.ts";
import {
	fill,
	mountSmallDisk,
	relieve,
	smallDiskIn,
	unmountSmallDisk,
	whyNoSmallDisk,
} from "../small-disk.ts";
import type { Breakage, Evidence, Time, Witnessed } from "./breakage.ts";
import { isFailed } from "./judge.ts";

/**
 * The primary's log of changes comes to lie on a small disk, which something else then fills. In memory, so that it would
 * flatter all that is measured: only for this fault's own time.
 */
export const diskFull: Breakage = {
	...{ name: "The disk with the database's log of changes is full", seconds: 5, feltFor: 10 },
	missing: whyNoSmallDisk,
	async begin(rig) {
		const { primary } = rig.servers;
		const disk = smallDiskIn(rig.stack.folder);
		mountSmallDisk(disk, primary.home.user);
		await primary.stop();
		await moveLog(primary, join(disk, "pg_wal"), await segmentsInUse(rig));
		await primary.start();
		fill(disk);
		await writeUntilItFails(primary);
	},
	async end(rig, saw) {
		const { primary } = rig.servers;
		const disk = smallDiskIn(rig.stack.folder);
		const isUp = await isRunning(primary.home);
		relieve(disk);
		await primary.stop();
		await moveLogBack(primary, join(disk, "pg_wal"));
		await primary.start();
		unmountSmallDisk(disk);
		const said = lastPanic(primary);
		saw({
			kept: said !== undefined,
			figure: said
				? `it said “${said}”${isUp ? "" : ", stopped"}, and was started again with room`
				: "it had room all the same",
		});
	},
	look: (_rig, time, seen) => onlyBusy(time, seen),
};

/** Whoever could not be served was told to come again, and nobody met with an error. */
export function onlyBusy({ from, until }: Time, { calls }: Witnessed): Evidence {
	const unserved = calls.filter((call) => call.sent >= from && call.sent < until && isFailed(call));
	const away = unserved.filter(({ status }) => status === 503).length;
	// A status of 0 is a line that broke, as some people's do by themselves.
	const errors = unserved.filter(({ status }) => status !== 0).length - away;
	return { kept: away > 0 && errors === 0, figure: `${away} calls heard 503, and ${errors} another error` };
}

/** Names of the log's files that a stopped primary needs: those that were not shipped, at most the last two. */
async function segmentsInUse(rig: Rig): Promise<RegExp> {
	return asAdmin(rig.servers.standby.adminUrl, async (standby) => {
		// A primary that is stopped in peace has told its standby everything first.
		const { rows } = await standby.query<{ last: string }>(
			"select floor((pg_last_wal_receive_lsn() - '0/0') / 16777216)::text as last",
		);
		const last = Number(rows[0]?.last);
		const names = [last - 1, last].map((number) => {
			const [high, low] = [Math.floor(number / 256), number % 256];
			return [high, low].map((each) => each.toString(16).toUpperCase().padStart(8, "0")).join("");
		});
		return new RegExp(`^([0-9A-F]{8}(${names.join("|")})|.*\\.history)$`);
	});
}

const aside = (data: string) => join(data, "pg_wal.roomy");

async function moveLog({ home }: Server, to: string, needed: RegExp): Promise<void> {
	const log = join(home.data, "pg_wal");
	await copyOwned(log, to, home.user, (path) => needed.test(path));
	renameSync(log, aside(home.data));
	symlinkSync(to, log);
}

/** Where it had been moved at all. */
async function moveLogBack({ home }: Server, from: string): Promise<void> {
	const log = join(home.data, "pg_wal");
	if (!lstatSync(log).isSymbolicLink()) return;
	rmSync(log);
	await copyOwned(from, log, home.user, () => true);
	await rm(aside(home.data), { recursive: true });
}

/** Changes of a megabyte each, which are in the log and nowhere else, until there is no room for one, or for far too long. */
async function writeUntilItFails({ adminUrl }: Server): Promise<void> {
	const write = "select pg_logical_emit_message(false, 'ballast', repeat('x', 1000000))";
	await asAdmin(adminUrl, async (admin) => {
		for (let megabytes = 0; megabytes < 200; megabytes++) {
			await admin.query(write);
			await pause(10);
		}
	}).catch(() => {});
}

/** What it wrote down before it broke off all that it was at. */
function lastPanic({ home }: Server): string | undefined {
	const log = readFileSync(join(home.data, "server.log"), "utf8");
	return [...log.matchAll(/PANIC: +(.+)/g)].at(-1)?.[1];
}
