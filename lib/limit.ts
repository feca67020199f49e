import "server-only";
import { LRUCache } from "lru-cache";
import { log } from "./log.ts";
import { noteHeader, unlessBusy } from "./notes.ts";
import { fixedWindow, hint } from "./redis.ts";
import { Refusal } from "./refusal.ts";
import { bearerOf } from "./token.ts";
import { codeAskedBy, deviceOf, networkOf } from "./visitor.ts";

/**
 * Who is counted. `network` is an address of the network: a whole school sits behind one, so what it may do is far above
 * what two thousand people do. `asked` is a browser that asked for a code itself, and `all` is everybody together.
 */
type By = "device" | "network" | "account" | "address" | "asked" | "all";
type Rule = { by: By; most: number; seconds: number };

const minute = 60;
const wholeSchool: Rule = { by: "network", most: 10_000, seconds: minute };

/**
 * What is counted, by whom and how often, each route under its name. `closed` is refused while it cannot be counted; all
 * else goes on then, counted by each instance alone. What everybody reads is an edge's to answer, and is not counted.
 */
export const policies = {
	holds: { rules: [{ by: "device", most: 12, seconds: 5 * minute }, wholeSchool] },
	extensions: { rules: [{ by: "device", most: 20, seconds: 10 * minute }, wholeSchool] },
	releases: { rules: [{ by: "device", most: 40, seconds: 10 * minute }, wholeSchool] },
	/** The mails to one address are counted by the database, in the booking itself. */
	bookings: { rules: [{ by: "device", most: 20, seconds: 10 * minute }, wholeSchool] },
	/** As for bookings, the mails to one address are counted in the move itself. */
	moves: { rules: [{ by: "device", most: 30, seconds: 10 * minute }, wholeSchool] },
	languages: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	mailWishes: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** By providers of mail, for everybody who has theirs there. */
	unsubscriptions: { rules: [wholeSchool] },
	/** Nor are those about a waiting list. */
	waits: { rules: [{ by: "device", most: 40, seconds: 10 * minute }, wholeSchool] },
	cancellations: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** By the link in a teacher's mail. */
	decisions: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** A place is asked for once a visit, and a pass while one is let in or wants more time. */
	tickets: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	places: { rules: [{ by: "device", most: 600, seconds: 10 * minute }, wholeSchool] },
	passes: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	departures: { rules: [{ by: "device", most: 20, seconds: 10 * minute }, wholeSchool] },
	/** The mails to one address are paced by the database, too. */
	invitationRequests: {
		rules: [
			{ by: "address", most: 6, seconds: 30 * minute },
			{ by: "device", most: 10, seconds: 10 * minute },
			{ by: "network", most: 3_000, seconds: 10 * minute },
		],
	},
	/** And so are these; nobody learns from it whether there are bookings. */
	mineLinks: {
		rules: [
			{ by: "address", most: 6, seconds: 30 * minute },
			{ by: "device", most: 10, seconds: 10 * minute },
			{ by: "network", most: 1_000, seconds: 10 * minute },
		],
	},
	mineVisits: { rules: [{ by: "device", most: 30, seconds: 10 * minute }, wholeSchool] },
	/** What a booker does on their own page, whichever device it is. */
	mine: { rules: [{ by: "account", most: 60, seconds: 10 * minute }] },
	/** Each reads all that there is. */
	exports: { rules: [{ by: "account", most: 20, seconds: 10 * minute }] },
	calendarAddresses: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	/** By the calendar, which is asked for once an hour by each who subscribes. */
	calendarFeeds: { rules: [{ by: "account", most: 60, seconds: 10 * minute }, wholeSchool] },
	office: { rules: [{ by: "account", most: 300, seconds: 10 * minute }] },
	desk: { rules: [{ by: "account", most: 600, seconds: 10 * minute }] },
	rules: { rules: [{ by: "account", most: 300, seconds: 10 * minute }] },
	tokens: { rules: [{ by: "account", most: 120, seconds: 10 * minute }] },
	/** Each asks somebody elsewhere, and has to be waited for. */
	feedReadings: { rules: [{ by: "account", most: 30, seconds: 10 * minute }] },
	/** Each looks at every date of a series. */
	series: { rules: [{ by: "device", most: 60, seconds: 10 * minute }, wholeSchool] },
	signInCodes: {
		rules: [
			{ by: "address", most: 6, seconds: 30 * minute },
			{ by: "network", most: 500, seconds: 10 * minute },
		],
	},
	/** Who cannot be asked whether a person asks, where that is asked: lib/prove-human.ts. */
	unproven: {
		rules: [
			{ by: "device", most: 10, seconds: 10 * minute },
			{ by: "all", most: 120, seconds: minute },
		],
	},
	/** Guessing six digits: five tries for each code that this browser asked for. */
	signIns: { closed: true, rules: [{ by: "asked", most: 5, seconds: 15 * minute }] },
	/** A code that was asked for elsewhere. Strangers can use this up, but not the one above. */
	signInsElsewhere: { closed: true, rules: [{ by: "address", most: 5, seconds: 60 * minute }] },
} satisfies Record<string, { closed?: boolean; rules: Rule[] }>;

export type Policy = keyof typeof policies;
type Who = { account?: string; address?: string; ticket?: string | null };

/**
 * Counts one request under a policy, and says in its RateLimit headers what is left. Refuses SLOWD with Retry-After past
 * it, and BUSY0 where it cannot be counted and must be.
 */
export async function limit(policy: Policy, request: Request, who: Who = {}): Promise<void> {
	const { rules, closed = false }: { rules: Rule[]; closed?: boolean } = policies[policy];
	for (const rule of rules) {
		const identity = identify(rule.by, request, who);
		if (!identity) continue;
		const name = `${policy}:${rule.by}`;
		const used = closed ? await countAtOnce(name, rule, identity) : countBehind(name, rule, identity);
		tell(name, rule, used);
		if (used.count > rule.most) throw new Refusal("SLOWD", { retryAfter: secondsTo(used.until) });
	}
}

function identify(by: By, request: Request, { account, address, ticket }: Who): string | undefined {
	// A program that runs wild must not keep its own teacher from the desk.
	if (by === "account") return account && (bearerOf(request.headers) ? deviceOf(request) : account);
	if (by === "address") return address;
	if (by === "asked") return codeAskedBy(request, address ?? "");
	if (by === "network") return networkOf(request);
	if (by === "all") return by;
	// A ticket is the same whatever cookies come along.
	return ticket || deviceOf(request);
}

type Used = { count: number; until: number };
/** Within one window: what this instance counted, how much of it Redis knows, and what the others counted. */
type Counted = { own: number; told: number; others: number; until: number; telling: boolean };

// Fixed windows, as Redis counts them, so that both speak of the same one.
const here = new LRUCache<string, Counted>({ max: 50_000 });

/**
 * Counts here, and has Redis count along without waiting for it: from the second request on, since most people make
 * only one, and several in one message. An instance lets through too many by its first, and by what came while Redis answered.
 */
function countBehind(name: string, { most, seconds }: Rule, identity: string): Used {
	const key = `${name}:${identity}`;
	let counted = here.get(key);
	if (!counted || Date.now() >= counted.until) {
		const until = (Math.floor(Date.now() / (seconds * 1000)) + 1) * seconds * 1000;
		counted = { own: 0, told: 0, others: 0, until, telling: false };
		here.set(key, counted);
	}
	counted.own++;
	unlessBusy(() => {
		counted.own--;
	});
	const count = counted.own + counted.others;
	if (counted.own > Math.max(1, counted.told) && count <= most + 1 && !counted.telling) {
		void tellRedis(() => limiter(name, most, seconds), identity, most, counted);
	}
	return { count, until: counted.until };
}

async function tellRedis(
	limiter: () => ReturnType<typeof fixedWindow>,
	identity: string,
	most: number,
	counted: Counted,
): Promise<void> {
	counted.telling = true;
	const rate = counted.own - counted.told;
	const all = await hint(() => limiter().limit(identity, { rate }));
	counted.telling = false;
	// Whose answer was lost may have been counted: told again, it would count twice.
	counted.told += rate;
	if (!all) return;
	counted.others = Math.max(counted.others, (all.success ? most - all.remaining : most + 1) - counted.told);
}

async function countAtOnce(name: string, { most, seconds }: Rule, identity: string): Promise<Used> {
	const all = await limiter(name, most, seconds)
		.limit(identity)
		.catch((error: Error) => {
			log("error", "limit not counted", { limit: name, code: error.name });
			throw new Refusal("BUSY0");
		});
	return { count: all.success ? most - all.remaining : most + 1, until: all.reset };
}

const limiters = new Map<string, ReturnType<typeof fixedWindow>>();

function limiter(name: string, most: number, seconds: number) {
	const made = limiters.get(name) ?? fixedWindow(`limit:${name}`, most, `${seconds} s`);
	limiters.set(name, made);
	return made;
}

function tell(name: string, { most, seconds }: Rule, { count, until }: Used): void {
	noteHeader("RateLimit-Policy", `"${name}";q=${most};w=${seconds}`);
	noteHeader("RateLimit", `"${name}";r=${Math.max(0, most - count)};t=${secondsTo(until)}`);
}

const secondsTo = (until: number) => Math.max(1, Math.ceil((until - Date.now()) / 1000));
