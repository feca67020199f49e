/** How often something lasted up to how long, by `bucketsMs` of lib/tally.ts. */
export type Buckets = number[];

/** What all instances counted in one minute. `answered` and `failed` are people's requests alone; a failure is ours: 5xx. */
export type Traffic = {
	answered: number;
	failed: number;
	/** By `POST bookings`: how often each outcome, which is `ok` or the code of a "no", and how long they took. */
	routes: Record<string, { outcomes: Record<string, number>; took: Buckets }>;
	/** How long one waited for a connection; how many stood in the longest queue, and how many were sent away at its door. */
	pool: Buckets;
	queue: number;
	shed: number;
	/** By SQLSTATE: what timed out waiting for a lock or for its end, and the like; `lost` and `away` where none was heard. */
	database: Record<string, number>;
	/** Where copies of answers came from. */
	copies: Record<"near" | "awaited" | "redis" | "source", number>;
	/** Messages with counts that were lost on their way. */
	lost: number;
};

export type Gauges = {
	mails: {
		waiting: number;
		oldest_seconds: number;
		overdue_seconds: number;
		failing: number;
		moves: boolean;
		/** Recipients that were refused within half an hour in which no mail was taken; none is known of a minute before that was counted. */
		refused?: number;
	};
	hooks: { waiting: number; overdue_seconds: number };
	connections: number;
	connections_most: number;
	lock_waits: number;
	lock_wait_seconds: number;
	/** How many bookings the laws were asked of. */
	bookings_looked_at: number;
} & Partial<Replica>;

/** What is known of the replica, where there is one. */
export type Replica = { replica_away: boolean; replica_lag_seconds: number | null };

export type Burn = { answered: number; failed: number };
/** The spans of minutes that app.watch_state sums up. */
export type Span = "5" | "30" | "60" | "360";

/** How things stand (app.watch_state). */
export type WatchState = {
	now: string;
	/** The minute that was looked at last; null where none was within ten. */
	minute: string | null;
	gauges: Gauges | null;
	broken: Record<string, number>;
	/** For how many minutes nobody has known what the instances counted. */
	blind: number;
	burn: Record<Span, Burn>;
};

export type AlertRow = { id: string; name: string; said: string; since: string; well_at: string | null };

/** What /ops draws. */
export type Ops = WatchState & {
	alerts: (Omit<AlertRow, "well_at"> & { title: string; wellAt: string | null })[];
	/** An hour, minute by minute, oldest first; null where nobody knows. */
	minutes: { minute: string; counts: MinuteCounts | null }[];
	/** Of that hour, the busiest first. */
	routes: RouteFigures[];
	copies: Traffic["copies"];
	pool: { waits: number; p95Ms: number; queue: number; shed: number };
	database: Traffic["database"];
	lost: number;
};

export type MinuteCounts = { ok: number; refused: number; failed: number; p50Ms: number; p95Ms: number };
export type RouteFigures = {
	name: string;
	asked: number;
	failed: number;
	refused: number;
	p50Ms: number;
	p95Ms: number;
	/** The codes of what was refused or failed, the most frequent first. */
	noes: [code: string, times: number][];
};
