import { build } from "../build.ts";
import { portsFrom } from "../embedded/ports.ts";
import { timed } from "../embedded/timed.ts";
import { type Stack, up } from "../embedded/up.ts";
import { balancer } from "./balancer.ts";
import type { Delivery } from "./checker/laws/deliveries.ts";
import { type Door, startDoor } from "./door.ts";
import { edge } from "./edge.ts";
import { type Fleet, fleet } from "./fleet.ts";
import { type Instance, instance } from "./instance.ts";
import { clearLeftovers } from "./leftovers.ts";
import { nothingElse } from "./own-servers.ts";
import type { Part } from "./part.ts";
import { pooler, poolSizes } from "./pooler.ts";
import { checkFree, rehearsalPorts } from "./ports.ts";
import { type Servers, serversIn } from "./postgres.ts";
import { redisServer } from "./redis.ts";
import { makeStandby, waitForStandby } from "./standby.ts";

export type Rig = {
	/** Without the superuser's connection, since who is the primary may change: see primaryAdminUrl. */
	stack: Omit<Stack, "adminUrl">;
	/** What the instances have in their environment. */
	env: Record<string, string>;
	/** `primary`, `standby`, `pooler`, `redis`, `edge`, `balancer`, and `instance-1` and so on. */
	parts: Record<string, Part>;
	/** Before `redis`, `primary` and `standby`; and `smtp`, through which the last instance alone sends its mails. */
	doors: Record<string, Door>;
	/** Those that it began with, in their order. */
	instances: Instance[];
	instanceUrls: string[];
	fleet: Fleet;
	/** Who is the primary and who follows it: a failover changes them, here and in `parts`. */
	servers: Servers;
	/** All mails that have arrived, in their order. */
	deliveries: Delivery[];
	/** The superuser's connection to whoever is the primary, and the standby, at that moment. */
	primaryAdminUrl(): string;
	standbyAdminUrl(): string;
	/** The pooler keeps so many connections to the primary from now on; without a number, as many as on the first day. */
	resizePool(connections?: number): void;
	originLog: string;
	visitsLog: string;
	stop(): Promise<void>;
};

/**
 * Firstbell as it is deployed, on one machine: primary and standby, a transaction pooler, a real Redis, instances of one
 * production build behind a balancer, and an edge cache that people come to, on `port`. Data are in `.firstbell/<name>`, new each time.
 */
export async function startRig(options: {
	name: string;
	port: number;
	instances?: number;
	/** Whether the primary confirms nothing before its standby has it. */
	synchronous?: boolean;
	/** The folder of a build that is there already, made for the same `port`; else one is made. */
	built?: string;
	log: (line: string) => void;
	signal?: AbortSignal;
}): Promise<Rig> {
	const { name, port, log, signal } = options;
	const ports = rehearsalPorts(port);
	const count = options.instances ?? 2;
	const names = Array.from({ length: count }, (_, i) => `instance-${i + 1}`);
	const redisUrl = `redis://127.0.0.1:${ports.redisDoor}`;
	// A build of its own, which no other rig makes anew while instances run on it.
	const distDir = options.built ?? `.next-${name}`;
	const deliveries: Delivery[] = [];
	const closing: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const close of closing.splice(0).reverse())
			await close().catch((error: Error) => log(`while stopping: ${error.message}`));
	};
	const doors: Record<string, Door> = {};
	const door = async (called: string, to: number, at: number) => {
		await checkFree([at]);
		const made = await startDoor({ port: at, to });
		closing.push(made.stop);
		doors[called] = made;
	};
	try {
		// Before all others: Auth goes through it, and so follows a failover as everybody does.
		await door("primary", portsFrom(port).postgres, ports.primaryDoor);
		const stack = await up({
			name,
			port,
			fresh: true,
			log,
			authPort: ports.primaryDoor,
			redisUrl,
			arrived: ({ messageId, to }) => void deliveries.push({ messageId, to }),
			clear: clearLeftovers,
		});
		closing.push(stack.stop);
		const { folder, adminUrl } = stack;
		const servers = serversIn(folder, adminUrl, ports.standby);
		const parts: Record<string, Part> = { primary: servers.primary };
		const add = async (called: string, part: Part) => {
			signal?.throwIfAborted();
			closing.push(part.stop);
			await part.start();
			parts[called] = part;
		};

		const pool = pooler({
			...{ folder, port: ports.pooler, databaseUrl: stack.env.DATABASE_URL },
			...{ primary: ports.primaryDoor, standby: ports.standbyDoor },
		});
		// Somebody else's that answers there would be taken for ours.
		await checkFree([ports.redis, ports.standby, ports.pooler]);
		await timed(log, "Redis, standby and pooler", async () => {
			await add("redis", redisServer({ folder, port: ports.redis }));
			await makeStandby({ from: servers.primary, to: servers.standby });
			await add("standby", servers.standby);
			await door("redis", ports.redis, ports.redisDoor);
			await door("standby", ports.standby, ports.standbyDoor);
			await door("smtp", Number(new URL(stack.env.SMTP_URL).port), ports.smtpDoor);
			await add("pooler", pool);
		});
		if (options.synchronous) await waitForStandby(adminUrl);

		const pooled = new URL(stack.env.DATABASE_URL);
		pooled.port = String(ports.pooler);
		const env: Record<string, string> = {
			...nothingElse,
			...stack.env,
			DATABASE_URL: pooled.href,
			DATABASE_READ_URL: pooled.href.replace(/\/postgres$/, "/standby"),
			REDIS_URL: redisUrl,
			CLIENT_IP_HEADER: "x-real-ip",
			NEXT_DIST_DIR: distDir,
		};
		if (!options.built) await timed(log, "pages", () => build({ env, distDir, isEmpty: true, log, signal }));
		const portOf = (each: string) => ports.instance(Number(each.split("-")[1]) - 1);
		const outer = edge({ folder, port, originPort: ports.origin });
		const inner = balancer({ folder, port: ports.origin, instances: names.map(portOf) });
		const throughDoor = { SMTP_URL: `smtp://127.0.0.1:${ports.smtpDoor}` };
		const made = (each: string) =>
			instance({
				...{ folder, name: each, port: portOf(each) },
				env: { ...env, ...(each === names.at(-1) && throughDoor) },
			});
		const instances = names.map(made);
		await checkFree([ports.origin]);
		await timed(log, `edge, balancer and ${count} instances`, async () => {
			await Promise.all(names.map((each, i) => add(each, instances[i] as Instance)));
			await add("balancer", inner);
			await add("edge", outer);
		});

		return {
			stack,
			env,
			parts,
			doors,
			servers,
			instances,
			deliveries,
			instanceUrls: names.map((each) => `http://127.0.0.1:${portOf(each)}`),
			fleet: fleet({ led: names, portOf, start: (each) => add(each, made(each)), balancer: inner }),
			primaryAdminUrl: () => servers.primary.adminUrl,
			standbyAdminUrl: () => servers.standby.adminUrl,
			resizePool: (connections = poolSizes.primary) => pool.resize(connections),
			originLog: inner.log,
			visitsLog: outer.visitsLog,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
