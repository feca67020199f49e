/** What a rehearsal found: what `--json` writes, and all that its report draws. Times are in ms, rates a second. */
export type Run = {
	/** When it began, in ISO 8601. */
	at: string;
	options: {
		people: number;
		teachers: number;
		slots: number;
		minutes: number;
		instances: number;
		faults: string[];
		seed: number;
		/** The file of whose teachers they were; else they were made up. */
		roster?: string;
	};
	machine: { cpu: string; cores: number; memoryGb: number; node: string; loadBefore: number };
	people: number;
	seats: number;
	bookings: number;
	/** Seats that two have, acknowledged bookings that are not there, people served out of their turn: none, ever. */
	double: number;
	lost: number;
	unfair: number;
	/** Calls outside the faults' windows that met with 5xx, a broken line or no answer, as a share of all. */
	failed_share: number;
	connections_max: number;
	/** The mean over the busiest minute. */
	edge_rps: number;
	origin_rps: number;
	/** What each of the five busiest minutes in a row had at least; null where it was over sooner. */
	edge_rps_held: number | null;
	/** From when it was first due until it was answered, however often it was asked; by route. */
	latency: Record<string, Latency>;
	/** The same of `API` and `page` while the machine had room and nothing was broken. */
	latencyWithRoom: Record<string, Latency>;
	faults: Fault[];
	/** The laws, each with what was looked at. */
	verdicts: Verdict[];
	/** Of the draw: see `npm run verify-draw`. */
	draw: { tickets: number; inDraw: number; record: "right" | "wrong" };
	/** So many stood behind the draw of one of so many groups, and so many of them were called. */
	late: { groups: number; stood: number; called: number };
	saturation: Saturation;
	series: Series;
	/** Of those who were let in, at most 2,000, taken evenly by rank. */
	places: Place[];
	conduct: Conduct;
	tiers: Tiers;
};

export type Latency = {
	count: number;
	p50: number;
	p90: number;
	p95: number;
	p99: number;
	p999: number;
	max: number;
};

/**
 * A promise that was kept or broken, and by what figure one sees it. What a run could not tell is unjudged, and `figure`
 * says why: it is not broken, and nobody calls it kept.
 */
export type Verdict = { name: string; kept: boolean; figure: string; isUnjudged?: true };

/**
 * `from` and `until` in seconds from the bell; what fails between them is the fault's own. Null where it did not come to
 * pass, and then it is not kept.
 */
export type Fault = Verdict & { from: number | null; until: number | null };

export type Saturation = {
	/** How late the generator was with what was due: its own lateness is part of every latency. */
	lateP99: number;
	lateMax: number;
	/** Mean share of all cores from the bell until all was sold, by who used it: `generator`, `edge`, `instances`, `database`, `other`. */
	cpu: Record<string, number>;
	/** How many of those seconds had more than nine tenths of all cores busy. */
	seconds: number;
	fullSeconds: number;
	isSaturated: boolean;
	/** By what, and what one more core or instance would bring. */
	says: string;
};

/**
 * When somebody came and was let in, in seconds from the bell, and their rank from 1, group after group: of the draw where
 * they came before their bell, and else of the order of arrival behind it.
 */
export type Place = { rank: number; came: number; admitted: number; isDrawn: boolean };

/** One value a second, beginning at `from` seconds from the bell (negative before it). Null where nothing was seen. */
export type Series = {
	from: number;
	arrivals: number[];
	/** People who wait for their turn, and who are in. */
	waiting: number[];
	inside: number[];
	/** How many bookings there are by then. */
	booked: number[];
	freeSeats: (number | null)[];
	edge: number[];
	origin: number[];
	failed: number[];
	apiP50: (number | null)[];
	apiP95: (number | null)[];
	apiP99: (number | null)[];
	pageP95: (number | null)[];
	connections: number[];
	/** Requests that wait for a connection at the pooler. */
	queue: number[];
	/** The share of all cores that was busy, with whatever. */
	busy: (number | null)[];
	lateP99: (number | null)[];
};

/** What reached each tier over the whole run, by route: what the capacity model (stack/capacity) is made from. */
export type Tiers = {
	/** Requests and bytes answered at the edge; hits are those of them that it answered without asking the origin. */
	edge: Record<string, { requests: number; bytes: number; hits: number }>;
	origin: Record<string, { requests: number; cpuMs: number | null }>;
	/** Statements through the pooler; by verb those that the database did not refuse, as far as it had counted them when it was killed. */
	database: { calls: number; byVerb: Record<string, { calls: number; ms: number }> };
	redis: { commands: number; byName: Record<string, number> };
	/** Seconds from the first who came until the last was done. */
	seconds: number;
	cpuSeconds: Record<string, number>;
	/**
	 * What a second and a request of each route cost, worked out from what each second had: ms of CPU of the instances, the
	 * database, Redis and the edge (there by `hit` and `passed` on), and commands of Redis.
	 */
	costs: Record<"instances" | "database" | "redis" | "edge" | "commands", Costs>;
	/** The most connections at once: of the instances to the pooler. */
	clientsMax: number;
	visit: Visit;
};

/**
 * What is spent in a second in which nobody asks, and on a request of each route: null where the samples could not tell,
 * and then `rest` is what one of those costs on average. `explained` is the share of what varies that this explains.
 */
export type Costs = {
	base: number;
	byRoute: Record<string, number | null>;
	rest: number;
	explained: number;
	samples: number;
};

/** What a browser that has nothing yet fetches, compressed: bytes with their heads. A teacher's page comes after the opening's. */
export type Visit = Record<
	"openingPage" | "openingFiles" | "teacherPage" | "teacherFiles" | "slots" | "status",
	Fetched
> & {
	/** By how many bytes each teacher makes the opening's page longer: as it is, and compressed as a browser gets it. */
	eachTeacher: { plain: number; sent: number };
};

export type Fetched = { requests: number; bytes: number };

/** How the people of this run behave, which stands for what people do. Times in ms, shares of all of them. */
export type Conduct = {
	/** Between which times before the bell they come; negative is after it. */
	comeMs: [earliest: number, latest: number];
	/** How often they ask for a status from two minutes before the bell on; earlier a tenth as often. */
	lookMs: number;
	thinkMs: number;
	shares: Record<string, number>;
};
