import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { oneInProcess } from "./in-process.ts";
import { later } from "./later.ts";
import { hint } from "./redis.ts";
import { tally } from "./tally.ts";

/** An answer as it is sent, with a strong ETag. */
export type Snapshot = { body: string; etag: string };

type Wish = {
	/** What a change is told of, such as a teacher. */
	topic: string;
	/** Which of the answers that tell of it. */
	key: string;
	/** The answer from its source, told whether its topic changed within a minute, and for how long it may stand. */
	load: (changedLately: boolean) => Promise<{ answer: object; lifeMs: number }>;
};

// A burst shares one copy without asking anybody; news from another instance is late by no more than this.
const nearMs = 250;
// Without Redis nobody else keeps a copy, and the source is spared by keeping this one longer.
const aloneMs = 1_000;
const lockMs = 2_000;
const latelySeconds = 60;
const mostNearBytes = 32 * 1024 * 1024;
const tellMs = 20;
// A Redis that did not hear is told again for as long as its copies of free times live.
const againMs = 500;
const mostTells = 10;

/** Of the topic as it was after that change. */
type Near = Snapshot & { until: number; change: string | undefined };
const { near, changes, refills, untold } = oneInProcess("snapshots", () => ({
	// However many weeks somebody asks for.
	near: new LRUCache<string, Near>({
		...{ max: 5_000, maxSize: mostNearBytes },
		sizeCalculation: ({ body }) => body.length + 200,
	}),
	// Far more than change within a second, for which a copy stands.
	changes: new LRUCache<string, string>({ max: 20_000, ttl: latelySeconds * 1_000 }),
	refills: new Map<string, Promise<Snapshot>>(),
	/** Changes that Redis has not heard of yet. Until it has, its copies are not believed here. */
	untold: new Map<string, string>(),
}));

/**
 * One copy of an answer for everybody: from this process, else from Redis, else from its source, which is asked once
 * at a time for all instances together. A change of its topic ends every copy. Redis out of reach costs each instance
 * one question a second for each key.
 */
export function snapshot(wish: Wish): Promise<Snapshot> {
	const name = `${wish.topic}/${wish.key}`;
	const known = near.get(name);
	if (known && performance.now() < known.until && known.change === changes.get(wish.topic)) {
		tally("copy|near");
		return Promise.resolve(known);
	}
	const awaited = refills.get(name);
	if (awaited) tally("copy|awaited");
	return awaited ?? refill(name, wish);
}

function refill(name: string, wish: Wish): Promise<Snapshot> {
	const found = find(wish).finally(() => {
		if (refills.get(name) === found) refills.delete(name);
	});
	refills.set(name, found);
	return found;
}

/** Ends every copy of what tells of a topic: here at once, elsewhere within a moment. */
export function changed(topic: string): void {
	const version = randomUUID();
	changes.set(topic, version);
	// What is on its way here may be older than the change: who asks from now on does not wait for it.
	for (const name of refills.keys()) if (name.startsWith(`${topic}/`)) refills.delete(name);
	const isFirst = untold.size === 0;
	untold.set(topic, version);
	if (isFirst) later(tell);
}

/** At a rush, one message tells of many changes. What came meanwhile is told along, and what Redis did not hear once more. */
async function tell(): Promise<void> {
	for (let tells = 1; untold.size > 0; tells++) {
		await pause(tells === 1 ? tellMs : againMs);
		const told = [...untold];
		const heard = await hint((redis) => {
			const message = redis.pipeline();
			for (const [topic, version] of told) message.set(`changed:${topic}`, version, { ex: latelySeconds });
			return message.exec();
		});
		if (heard) tells = 0;
		else if (tells < mostTells) continue;
		for (const [topic, version] of told) if (untold.get(topic) === version) untold.delete(topic);
	}
}

async function find({ topic, key, load }: Wish): Promise<Snapshot> {
	const before = changes.get(topic);
	const ownNews = untold.has(topic);
	let far = ownNews ? undefined : await look(topic, key);
	for (let tries = 0; far && !far.copy && tries < 5; tries++) {
		if (await hint((redis) => redis.set(`loading:${topic}/${key}`, 1, { nx: true, px: lockMs }))) break;
		// Another instance is asking the source already.
		await pause(30);
		far = await look(topic, key);
	}
	tally(far?.copy ? "copy|redis" : "copy|source");
	if (far?.copy) return keep(topic, key, far.copy, nearMs, before);

	const lately = far ? Boolean(far.version) : before !== undefined;
	const { answer, lifeMs } = await load(lately).catch(async (error) => {
		if (far) await hint((redis) => redis.del(`loading:${topic}/${key}`));
		throw error;
	});
	const fresh = seal(answer);
	if (far) {
		const copy = { ...fresh, version: far.version };
		const px = Math.max(1, Math.ceil(lifeMs));
		// In one message, and in this order.
		await hint((redis) =>
			redis.pipeline().set(`copy:${topic}/${key}`, copy, { px }).del(`loading:${topic}/${key}`).exec(),
		);
	}
	return keep(topic, key, fresh, Math.min(far || ownNews ? nearMs : aloneMs, lifeMs), before);
}

/** What Redis has: the topic's last change, and a copy that is no older. Undefined while Redis is out of reach. */
async function look(topic: string, key: string) {
	const got = await hint((redis) =>
		redis.mget<[string | null, (Snapshot & { version: string | null }) | null]>(
			`changed:${topic}`,
			`copy:${topic}/${key}`,
		),
	);
	if (!got) return undefined;
	const [version, copy] = got;
	return { version, copy: copy?.version === version ? copy : undefined };
}

function keep(topic: string, key: string, found: Snapshot, forMs: number, before: string | undefined) {
	// Asked for before a change and here after it, it may be older than the change.
	if (changes.get(topic) === before) {
		const { body, etag } = found;
		near.set(`${topic}/${key}`, { body, etag, until: performance.now() + forMs, change: before });
	}
	return found;
}

/** An answer with its tag. */
export function seal(answer: object): Snapshot {
	const body = JSON.stringify(answer);
	return { body, etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` };
}
