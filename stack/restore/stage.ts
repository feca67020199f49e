import { rm } from "node:fs/promises";
import { asAdmin } from "../as-admin.ts";
import { build } from "../build.ts";
import { settlePostgres } from "../embedded/postgres-home.ts";
import { timed } from "../embedded/timed.ts";
import { type Stack, up } from "../embedded/up.ts";
import type { Delivery } from "../rehearsal/checker/laws/deliveries.ts";
import { type Door, startDoor } from "../rehearsal/door.ts";
import { type Instance, instance } from "../rehearsal/instance.ts";
import { clearLeftovers } from "../rehearsal/leftovers.ts";
import type { Teacher } from "../rehearsal/make-school.ts";
import { seedNeighbours } from "../rehearsal/neighbours.ts";
import { nothingElse } from "../rehearsal/own-servers.ts";
import { checkFree, rehearsalPorts } from "../rehearsal/ports.ts";
import { beside, type Server, serverAt } from "../rehearsal/postgres.ts";

/** What a drill is played on: a database that is to be lost, a place for the one that is restored, and an app. */
export type Stage = {
	source: Server;
	restored: Server;
	/** The app, on whichever of the two; its mails go through `door`. */
	app: { start(on: Server): Promise<void>; stop(): Promise<void>; kill(): Promise<void> };
	door: Door;
	deliveries: Delivery[];
	port: number;
	host: string;
	cronSecret: string;
	/** Teachers whom anybody may book, and an opening that is still to come. */
	seed(): Promise<{ opening: string; promises: string[]; teachers: Teacher[] }>;
	stop(): Promise<void>;
};

const distDir = ".next-restore";

export async function setStage(options: {
	port: number;
	log: (line: string) => void;
	signal: AbortSignal;
}): Promise<Stage> {
	const { port, log, signal } = options;
	const ports = rehearsalPorts(port);
	const deliveries: Delivery[] = [];
	const closing: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const close of closing.splice(0).reverse()) await close();
	};
	try {
		await checkFree([ports.standby, ports.smtpDoor]);
		const stack: Stack = await up({
			...{ name: "restore", port, fresh: true, log, clear: clearLeftovers },
			arrived: ({ messageId, to }) => void deliveries.push({ messageId, to }),
		});
		closing.push(stack.stop);
		const { env, folder, adminUrl } = stack;
		const door = await startDoor({ port: ports.smtpDoor, to: Number(new URL(env.SMTP_URL).port) });
		closing.push(door.stop);
		const home = settlePostgres(folder);
		const source = serverAt(home, adminUrl);
		const clear = async () => {
			for (const name of ["archive", "backup", "restored"])
				await rm(beside(home, name).data, { recursive: true, force: true });
		};
		await clear();
		closing.push(clear);
		const restored = serverAt(beside(home, "restored"), at(adminUrl, ports.standby));
		closing.push(restored.stop);
		await timed(log, "pages", () =>
			build({ env: { ...env, NEXT_DIST_DIR: distDir }, distDir, isEmpty: true, log, signal }),
		);
		let app: Instance | undefined;
		closing.push(async () => app?.stop());
		return {
			...{ source, restored, door, deliveries, port, stop },
			host: new URL(env.APP_URL).host,
			cronSecret: env.CRON_SECRET,
			app: {
				async start(on) {
					const more = {
						SMTP_URL: at(env.SMTP_URL, ports.smtpDoor),
						DATABASE_URL: at(env.DATABASE_URL, on.port),
					};
					app = instance({
						...{ folder, name: "instance-1", port },
						env: { ...nothingElse, ...env, ...more, NEXT_DIST_DIR: distDir },
					});
					await app.start();
				},
				stop: async () => app?.stop(),
				kill: async () => app?.kill(),
			},
			seed: () =>
				asAdmin(source.adminUrl, async (admin) => {
					const day = new Date(Date.now() + 3 * 86_400_000);
					const opensAt = Date.now() + 3_600_000;
					const { open, queued } = await seedNeighbours(admin, { day, opensAt, linkSecret: env.LINK_SECRET });
					const { rows } = await admin.query<{ hex: string }>(
						"select encode(commitment, 'hex') as hex from app.opening_groups where opening_id = $1 order by position",
						[queued.opening],
					);
					return { opening: queued.opening, promises: rows.map(({ hex }) => hex), teachers: open };
				}),
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The same place at another port. */
function at(url: string, port: number): string {
	const other = new URL(url);
	other.port = String(port);
	return other.href;
}
