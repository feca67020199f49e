import "server-only";
import { LRUCache } from "lru-cache";
import { later } from "./later.ts";
import { type By, type Policy, policies, type Rule } from "./limit-policies.ts";
import { log } from "./log.ts";
import { noteHeader, onceAnswered } from "./notes.ts";
import { fixedWindow, hint } from "./redis.ts";
import { Refusal } from "./refusal.ts";
import { bearerOf } from "./token.ts";
import { codeAskedBy, deviceOf, networkOf, signedInBefore } from "./visitor.ts";

type Who = { account?: string; address?: string; ticket?: string | null };

/**
 * Counts one request under a policy, and says in its RateLimit headers what is left. Refuses SLOWD with Retry-After past
 * it, and BUSY0 where it cannot be counted and must be. Gives how its
 * device's count is taken back before the answer; its network's stays.
 */
export async function limit(policy: Policy, request: Request, who: Who = {}): Promise<() => void> {
	const { rules, closed = false }: { rules: Rule[]; closed?: boolean } = policies[policy];
	const ownCounts: Used[] = [];
	for (const rule of rules) {
		const identity = identify(rule.by, request, who);
		if (!identity) continue;
		const name = `${policy}:${rule.by}`;
		const used = closed ? await countAtOnce(name, rule, identity) : countBehind(name, rule, identity);
		if (rule.by === "device") ownCounts.push(used);
		tell(name, rule, used);
		if (used.count > rule.most) throw new Refusal("SLOWD", { retryAfter: secondsTo(used.until) });
	}
	return () => {
		for (const used of ownCounts) used.isSpared = true;
	};
}

function identify(by: By, request: Request, { account, address, ticket }: Who): string | undefined {
	// A program that runs wild must not keep its own teacher from the desk.
	if (by === "account") return account && (bearerOf(request.headers) ? deviceOf(request) : account);
	// Strangers who name somebody's address must not keep them out of their own desk.
	if (by === "address") return address && (signedInBefore(request, address) ?? address);
	if (by === "asked") return codeAskedBy(request, address ?? "");
	if (by === "network") return networkOf(request);
	if (by === "all") return by;
	// A ticket is the same whatever cookies come along.
	return ticket || deviceOf(request);
}

type Used = { count: number; until: number; isSpared?: boolean };
/**
 * Within one window: what this instance counted, how much of it is answered and stays so, how much of that Redis knows, and what
 * the others counted.
 */
type Counted = { own: number; sure: number; told: number; others: number; until: number; telling: boolean };

// Fixed windows, as Redis counts them, so that both speak of the same one.
const here = new LRUCache<string, Counted>({ max: 50_000 });

/**
 * Counts here, and has Redis count along without waiting for it: from the second request on, since most people make
 * only one, and several in one message. It is told what is answered, since what is taken back is nobody's to count. An instance
 * lets through too many by its first, and by what came while others, or Redis, answered.
 */
function countBehind(name: string, { most, seconds }: Rule, identity: string): Used {
	const key = `${name}:${identity}`;
	let counted = here.get(key);
	if (!counted || Date.now() >= counted.until) {
		const until = (Math.floor(Date.now() / (seconds * 1000)) + 1) * seconds * 1000;
		counted = { own: 0, sure: 0, told: 0, others: 0, until, telling: false };
		here.set(key, counted);
	}
	const within = counted;
	within.own++;
	const used: Used = { count: within.own + within.others, until: within.until };
	onceAnswered((busy) => {
		if (busy || used.isSpared) within.own--;
		else within.sure++;
		const news = within.sure > Math.max(1, within.told) && used.count <= most + 1;
		if (news && !within.telling && Date.now() < within.until)
			later(() => tellRedis(() => limiter(name, most, seconds), identity, most, within));
	});
	return used;
}

async function tellRedis(
	limiter: () => ReturnType<typeof fixedWindow>,
	identity: string,
	most: number,
	counted: Counted,
): Promise<void> {
	const rate = counted.sure - counted.told;
	if (rate === 0 || counted.telling) return;
	counted.telling = true;
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
