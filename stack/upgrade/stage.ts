import { join } from "node:path";
import { asAdmin } from "../as-admin.ts";
import { build } from "../build.ts";
import type { Mail } from "../embedded/mail.ts";
import { migrate } from "../embedded/migrate.ts";
import { timed } from "../embedded/timed.ts";
import { type Stack, up } from "../embedded/up.ts";
import { balancer } from "../rehearsal/balancer.ts";
import { type Fleet, fleet } from "../rehearsal/fleet.ts";
import { type Instance, instance } from "../rehearsal/instance.ts";
import { clearLeftovers } from "../rehearsal/leftovers.ts";
import { type Neighbours, seedNeighbours } from "../rehearsal/neighbours.ts";
import { nothingElse } from "../rehearsal/own-servers.ts";
import { checkFree, rehearsalPorts } from "../rehearsal/ports.ts";
import { sourcesOf } from "./previous-build.ts";
import type { Release } from "./releases.ts";

export type Stage = {
	stack: Stack;
	/** Two of the release before, `instance-1` and `instance-2`, and two of ours; none of these is started yet. */
	instances: Record<string, Instance>;
	fleet: Fleet;
	neighbours: Neighbours;
	mails: Mail[];
	host: string;
	/** Of the balancer. */
	port: number;
	stop(): Promise<void>;
};

const distDir = ".next-upgrade";
/** Those of the release before, and ours. */
export const before = ["instance-1", "instance-2"];
export const after = ["instance-3", "instance-4"];

/** A database as the release before left it, both builds, and two instances of the older one, which people are led to. */
export async function setStage(options: {
	port: number;
	previous: Release;
	log: (line: string) => void;
}): Promise<Stage> {
	const { port, log, previous } = options;
	const ports = rehearsalPorts(port);
	const closing: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const close of closing.splice(0).reverse()) await close();
	};
	try {
		await checkFree([...before, ...after].map((_, i) => ports.instance(i)));
		const root = await timed(log, `sources of ${previous.version}`, async () => sourcesOf(previous));
		const mails: Mail[] = [];
		const stack = await up({
			...{ name: "upgrade", port, fresh: true, log, clear: clearLeftovers },
			...{ migrations: join(root, "supabase", "migrations"), arrived: (mail: Mail) => void mails.push(mail) },
		});
		closing.push(stack.stop);
		const env = { ...nothingElse, ...stack.env, NEXT_DIST_DIR: distDir };
		const built = (at: { root?: string; env: Record<string, string> }) =>
			build({ ...at, distDir, isEmpty: true, log });
		await timed(log, `pages of ${previous.version}`, () => built({ root, env }));
		await timed(log, "pages of this one", () =>
			withNewDatabase(stack, (DATABASE_URL) => built({ env: { ...env, DATABASE_URL } })),
		);

		const portOf = (name: string) => ports.instance(Number(name.split("-")[1]) - 1);
		const made = (name: string, at?: string) =>
			instance({ folder: stack.folder, name, port: portOf(name), env, root: at });
		const instances = Object.fromEntries([
			...before.map((name) => [name, made(name, root)] as const),
			...after.map((name) => [name, made(name)] as const),
		]);
		for (const each of Object.values(instances)) closing.push(each.stop);
		for (const name of before) await instances[name]?.start();
		const inner = balancer({ folder: stack.folder, port, instances: before.map(portOf) });
		closing.push(inner.stop);
		await inner.start();
		const neighbours = await asAdmin(stack.adminUrl, (admin) =>
			seedNeighbours(admin, {
				...{ day: new Date(Date.now() + 3 * 86_400_000), opensAt: Date.now() + 3_600_000 },
				linkSecret: env.LINK_SECRET,
			}),
		);
		return {
			...{ stack, instances, neighbours, mails, port, stop, host: new URL(env.APP_URL).host },
			fleet: fleet({ led: before, portOf, start: async (name) => instances[name]?.start(), balancer: inner }),
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** A build asks the database for its pages, and this one's is not there yet: an empty one that has all migrations. */
async function withNewDatabase(stack: Stack, work: (url: string) => Promise<string>): Promise<string> {
	const within = (url: string) => url.replace(/\/postgres$/, "/built");
	await asAdmin(stack.adminUrl, (admin) => admin.query("create database built template template0"));
	await migrate(within(stack.adminUrl), () => {});
	const word = await work(within(stack.env.DATABASE_URL));
	await asAdmin(stack.adminUrl, (admin) => admin.query("drop database built with (force)"));
	return word;
}
