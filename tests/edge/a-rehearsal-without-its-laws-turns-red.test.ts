import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import type { Run } from "../../stack/rehearsal/run.ts";
import { without } from "../support/without.ts";
import { edgePort, pause } from "./support/rig.ts";

const port = edgePort + 40;
const minute = 60_000;
const folder = mkdtempSync(join(tmpdir(), "firstbell-rehearsals-"));
const sizes = "--people 200 --teachers 3 --slots 60 --minutes 0.6 --faults none".split(" ");

type Ended = { code: number | null; said: string; run: Run };

/** The whole command, as an operator gives it, while somebody does something to its database before the bell. */
async function rehearse(meanwhile: (admin: pg.Client) => Promise<unknown>): Promise<Ended> {
	const [json, html] = [join(folder, "run.json"), join(folder, "run.html")];
	// Nothing of what this test itself was told of its own rig.
	const { PATH, HOME } = process.env;
	const env: Record<string, string | undefined> = { PATH, HOME, CI: "1", PORT: String(port) };
	const child = spawn(
		process.execPath,
		["stack/launch.mjs", "rehearse", ...sizes, "--json", json, "--html", html],
		{ env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] },
	);
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
	const ended = new Promise<number | null>((done) => child.once("exit", done));
	try {
		const admin = await seeded(() => child.exitCode === null);
		if (admin) await meanwhile(admin).finally(() => admin.end());
		const code = await ended;
		console.log(said.split("\n").slice(-12).join("\n"));
		expect(admin, said).toBeDefined();
		return { code, said, run: JSON.parse(readFileSync(json, "utf8")) as Run };
	} finally {
		child.kill("SIGINT");
		await ended;
	}
}

/** The superuser's connection to the rehearsal's database, once its opening is made; undefined where it never was. */
async function seeded(isRunning: () => boolean): Promise<pg.Client | undefined> {
	while (isRunning()) {
		await pause(500);
		let admin: pg.Client | undefined;
		try {
			admin = new pg.Client(adminUrl());
			admin.on("error", () => {});
			await admin.connect();
			// One of a rehearsal before this one opened long ago.
			const { rowCount } = await admin.query("select from app.openings where opens_at > now()");
			if (rowCount) return admin;
		} catch {
			// It is not up yet.
		}
		await admin?.end().catch(() => {});
	}
	return undefined;
}

function adminUrl(): string {
	const { adminPassword } = JSON.parse(readFileSync(join(".firstbell", "rehearsal", "secrets.json"), "utf8"));
	return `postgres://postgres:${adminPassword}@127.0.0.1:${port + 1}/postgres`;
}

/** What forbids two appointments at once forbids nothing any more; `on conflict on constraint` needs one of that name. */
const withoutConstraint = (admin: pg.Client) =>
	admin.query(`
		alter table app.appointments drop constraint appointments_never_overlap;
		alter table app.appointments add constraint appointments_never_overlap exclude using gist (id with =, busy with &&)`);

const red = ({ verdicts }: Run) => verdicts.filter(({ kept }) => !kept).map(({ name }) => name);
const twice = [
	"No teacher is in two places",
	"Each slot's calls happened in some order that respects real time",
	"A held seat is nobody else's",
];

test("with the laws in place it is green, and the command ends well", { timeout: 20 * minute }, async () => {
	const { code, run, said } = await rehearse(async () => {});
	expect(red(run), said).toEqual([]);
	expect({ code, double: run.double, bookings: run.bookings }).toEqual({ code: 0, double: 0, bookings: 60 });
});

describe("the same rehearsal turns red by name, and the command fails,", () => {
	function isRed({ code, said, run }: Ended): void {
		expect(code, said).toBe(1);
		expect(run.double).toBeGreaterThan(0);
		expect(red(run), said).toEqual(expect.arrayContaining(twice));
		expect(said).toMatch(/\d+ (was|were) sold twice/i);
		for (const name of twice) expect(said).toContain(`Broken: ${name}: `);
	}

	test("without the constraint that no two appointments overlap", { timeout: 20 * minute }, async () => {
		isRed(await rehearse(withoutConstraint));
	});

	test("where a look before the insert decides instead of it", { timeout: 20 * minute }, async () => {
		isRed(
			await rehearse(async (admin) => {
				await withoutConstraint(admin);
				await without(admin, "app.take_seat", [
					"insert into app.appointments",
					`if exists (
						select from app.appointments standing
						where standing.teacher_id = p_type.teacher_id and standing.busy && v_busy and standing.cancelled_at is null
					) then
						return null;
					end if;
					perform pg_sleep(0.4);
					insert into app.appointments`,
				]);
			}),
		);
	});
});
