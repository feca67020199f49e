import { log } from "../log.ts";
import { syntheticHealth } from "../synthetic/synthetic-health.ts";
import type { Burn, Replica, WatchState } from "./schema.ts";

/** How things stand, and the replica: null where there is none, undefined where it was not asked just now. */
export type Seen = WatchState & { replica: Replica | null | undefined };
/** What is wrong, in numbers; undefined while nothing is, and null where nobody can tell just now, so that neither is said. */
type Verdict = string | undefined | null;

export type Alert = {
	/** Under which docs/operating.md says what to do. */
	name: string;
	title: string;
	wrong: (seen: Seen) => Verdict | Promise<Verdict>;
};

// Of a thousand requests one may fail. What fails so many times as often is told: the rest of a month's share would be gone in
// two days, or in five.
const share = 0.001;
const fast = { times: 14.4, long: "60", short: "5" } as const;
const slow = { times: 6, long: "360", short: "30" } as const;
// One of ten that fails at night is no trend.
const fewest = 10;

const stuckSeconds = 600;
const fewestMails = 5;
const hookStuckSeconds = 1_800;
const lagSeconds = 30;
const blindMinutes = 3;

/** All that is told of. One more is one more entry: what it asks may be a verb of its own. */
export const alerts: Alert[] = [
	{ name: "burning-fast", title: "Requests fail", wrong: (seen) => burning(seen, fast) },
	{
		name: "burning-slowly",
		title: "Some requests fail, for hours",
		wrong: (seen) => burning(seen, slow),
	},
	{
		name: "law-broken",
		title: "A law of booking is broken",
		wrong: ({ broken }) =>
			Object.entries(broken)
				.map(([law, times]) => `${law}: ${times}`)
				.join("; ") || undefined,
	},
	{
		name: "mails-stuck",
		title: "Mails do not go out",
		wrong({ gauges }) {
			if (!gauges) return null;
			if (gauges.mails.moves) return undefined;
			const { waiting, oldest_seconds, overdue_seconds, failing, refused = 0 } = gauges.mails;
			const untaken = overdue_seconds > stuckSeconds;
			// One that its own server does not take says nothing of the others.
			const untakable = failing >= fewestMails && oldest_seconds > stuckSeconds;
			if (!untaken && !untakable)
				// They do not wait: whoever refuses a recipient for good is not asked again.
				return refused >= fewestMails
					? `of ${refused} the recipient was refused within 30 min, and none was taken`
					: undefined;
			return `${waiting} wait, the oldest for ${minutes(oldest_seconds)}; ${untakable ? `${failing} were tried and not taken` : "nobody takes them"}`;
		},
	},
	{
		name: "hooks-stuck",
		title: "Programs are not told",
		wrong({ gauges }) {
			if (!gauges) return null;
			const late = gauges.hooks.overdue_seconds;
			return late > hookStuckSeconds
				? `${gauges.hooks.waiting} wait, the oldest that could go for ${minutes(late)}`
				: undefined;
		},
	},
	{
		name: "replica-behind",
		title: "The replica is behind, or gone",
		wrong({ replica }) {
			if (replica === undefined) return null;
			if (replica?.replica_away) return "it does not answer; the primary answers for it";
			const lag = replica?.replica_lag_seconds ?? 0;
			return lag > lagSeconds ? `it is ${Math.round(lag)} s behind` : undefined;
		},
	},
	{
		name: "counts-missing",
		title: "Nobody knows how requests fare",
		wrong: ({ blind }) =>
			blind >= blindMinutes
				? `Redis has not said what the instances counted for ${blind} minutes`
				: undefined,
	},
	{
		name: "synthetic-cannot-book",
		title: "The synthetic booker cannot book",
		async wrong() {
			const { well, failedAt, code, bookedAt } = await syntheticHealth();
			if (well) return undefined;
			const why = failedAt ? `it got no further than "${failedAt}" (${code})` : "its rounds are missed";
			return `${why}; it last booked ${bookedAt ?? "never"}`;
		},
	},
];

/**
 * What is wrong now, by the name of its alert, and null for what cannot be judged just now: that must not keep the others from being
 * told, nor be taken for well.
 */
export async function judge(seen: Seen): Promise<Record<string, string | null>> {
	const judged: Record<string, string | null> = {};
	for (const alert of alerts) {
		try {
			const said = await alert.wrong(seen);
			if (said !== undefined) judged[alert.name] = said;
		} catch (error) {
			judged[alert.name] = null;
			log("error", "alert not judged", { alert: alert.name, error });
		}
	}
	return judged;
}

/** Told of by database-away.ts, since the database cannot keep it. */
export const databaseAway = { name: "database-away", title: "The database does not answer" };

export const titleOf = (name: string): string =>
	[...alerts, databaseAway].find((alert) => alert.name === name)?.title ?? name;

function burning({ burn, blind }: Seen, { times, long, short }: typeof fast | typeof slow): Verdict {
	// Where nobody knows of any request, that says nothing of how they fare.
	if (blind > 0 && burn[long].answered === 0) return null;
	const most = times * share;
	if (burn[long].failed < fewest || [long, short].some((span) => rate(burn[span]) <= most)) return undefined;
	return [short, long].map((span) => `${percent(rate(burn[span]))} of ${span} minutes`).join(", ");
}

const rate = ({ answered, failed }: Burn) => (answered > 0 ? failed / answered : 0);
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
const minutes = (seconds: number) => `${Math.round(seconds / 60)} min`;
