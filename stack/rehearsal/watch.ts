import { Asker } from "./asker.ts";
import { countLines } from "./count-lines.ts";
import { cpuMeter, machineSeconds } from "./cpu.ts";
import { type Counted, Tally } from "./tally.ts";

/** What one second was like behind the edge. */
export type Look = {
	at: number;
	/** Of the pooler to the servers, and of the instances to the pooler. */
	connections: number;
	clients: number;
	queue: number;
	/** Requests that came to the origin since the last look. */
	origin: number;
	/** Seconds of CPU so far: by who used it, of all that was used, of all there was. */
	cpu: Record<string, number>;
	busy: number;
	all: number;
	/** Since the first look; `isWhole` where Redis answered. */
	counted: Counted & { isWhole: boolean };
};

/** Where to ask, at that moment: a primary may become another. */
type Places = Record<"primaryUrl" | "standbyUrl" | "poolerUrl", () => string> & {
	redisUrl: string;
	originLog: string;
	/** The folder that has the databases' own. */
	databases: string;
};

/** Looks each second at connections, the pooler's queue, who uses the CPU and what is counted, whatever of it is up. */
export function watch(places: Places): { looks: Look[]; stop(): Promise<void> } {
	const looks: Look[] = [];
	const [primary, standby, pooler] = [places.primaryUrl, places.standbyUrl, places.poolerUrl].map(
		(url) => new Asker(url),
	) as [Asker, Asker, Asker];
	const servers = "select count(*)::integer as n from pg_stat_activity where usename = 'firstbell_server'";
	const toOrigin = countLines(places.originLog);
	const cpu = cpuMeter(places.databases);
	const tally = new Tally({
		databases: [places.primaryUrl, places.standbyUrl],
		poolerUrl: places.poolerUrl,
		redisUrl: places.redisUrl,
	});
	async function look(): Promise<void> {
		// What costs are worked out from is looked at in one moment; the answers may take a while.
		const now = { at: Date.now(), origin: toOrigin(), cpu: cpu(), ...machineSeconds() };
		const [one, other, pools = [], counted] = await Promise.all([
			primary.ask(servers),
			standby.ask(servers),
			pooler.ask("show pools"),
			tally.look(),
		]);
		const ofPools = (...names: string[]) =>
			pools
				.filter(({ database }) => database !== "pgbouncer")
				.reduce((sum, pool) => names.reduce((all, name) => all + Number(pool[name] ?? 0), sum), 0);
		looks.push({
			...now,
			connections: Number(one?.[0]?.n ?? 0) + Number(other?.[0]?.n ?? 0),
			clients: ofPools("cl_active", "cl_waiting"),
			queue: ofPools("cl_waiting"),
			counted,
		});
	}
	let looking = look();
	const clock = setInterval(() => {
		looking = look();
	}, 1_000);
	return {
		looks,
		async stop() {
			clearInterval(clock);
			await looking;
			await look();
			await Promise.all([primary, standby, pooler, tally].map((each) => each.end()));
		},
	};
}
