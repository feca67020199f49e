import pg from "pg";
import { countLines } from "./count-lines.ts";
import { cpuSeconds, machineSeconds } from "./cpu.ts";

/** What one second was like behind the edge. */
export type Look = {
	at: number;
	connections: number;
	queue: number;
	/** Requests that came to the origin since the last look. */
	origin: number;
	/** Seconds of CPU so far: by who used it, of all that was used, of all there was. */
	cpu: Record<string, number>;
	busy: number;
	all: number;
};

/** Where to ask, at that moment: a primary may become another. */
type Places = Record<"primaryUrl" | "standbyUrl" | "poolerUrl", () => string> & { originLog: string };

/** Looks each second at connections, the pooler's queue and who uses the CPU, whatever of it is up. */
export function watch(places: Places): { looks: Look[]; stop(): Promise<void> } {
	const looks: Look[] = [];
	const [primary, standby, pooler] = [places.primaryUrl, places.standbyUrl, places.poolerUrl].map(
		(url) => new Asker(url),
	) as [Asker, Asker, Asker];
	const servers = "select count(*)::integer as n from pg_stat_activity where usename = 'firstbell_server'";
	const toOrigin = countLines(places.originLog);
	let looking: Promise<unknown> = Promise.resolve();
	const clock = setInterval(() => {
		const at = Date.now();
		looking = Promise.all([primary.ask(servers), standby.ask(servers), pooler.ask("show pools")]).then(
			([one, other, pools]) => {
				const connections = Number(one?.[0]?.n ?? 0) + Number(other?.[0]?.n ?? 0);
				const queue = (pools ?? []).reduce((sum, each) => sum + Number(each.cl_waiting ?? 0), 0);
				looks.push({ at, connections, queue, origin: toOrigin(), cpu: cpuSeconds(), ...machineSeconds() });
			},
		);
	}, 1_000);
	return {
		looks,
		async stop() {
			clearInterval(clock);
			await looking;
			await Promise.all([primary, standby, pooler].map((each) => each.end()));
		},
	};
}

/** Asks over one connection, which it makes anew where it broke; no answer within a second is none. */
class Asker {
	private client: pg.Client | undefined;
	private askedAt = "";
	private readonly url: () => string;

	constructor(url: () => string) {
		this.url = url;
	}

	async ask(question: string): Promise<Record<string, unknown>[] | undefined> {
		try {
			if (this.askedAt !== this.url()) await this.end();
			if (!this.client) {
				this.askedAt = this.url();
				const client = new pg.Client({ connectionString: this.askedAt, connectionTimeoutMillis: 900 });
				client.on("error", () => void this.end());
				await client.connect();
				this.client = client;
			}
			const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error("late")), 900).unref());
			return (await Promise.race([this.client.query(question), late])).rows;
		} catch {
			await this.end();
			return undefined;
		}
	}

	async end(): Promise<void> {
		const { client } = this;
		this.client = undefined;
		await Promise.race([client?.end().catch(() => {}), new Promise((wake) => setTimeout(wake, 200))]);
	}
}
