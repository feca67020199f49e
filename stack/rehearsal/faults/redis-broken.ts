import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Rig } from "../rig.ts";
import type { Breakage } from "./breakage.ts";
import { afterwards, type Hasty, hurry, isBounded, isHeld, meanwhile } from "./hasty.ts";
import { watchPlaces } from "./kept-places.ts";
import { door, part } from "./parts.ts";
import type { Scene } from "./scene.ts";

export const redisFlushed = redisBreaks({
	...{ name: "Redis forgets everything", seconds: 1, feltFor: 2, link: 12 },
	break: async (rig) => {
		const redis = new Redis(rig.env.REDIS_URL ?? "");
		await redis.flushall();
		redis.disconnect();
	},
	mend: async () => {},
});

export const redisKilled = redisBreaks({
	...{ name: "Redis is killed, and comes back empty", seconds: 5, feltFor: 3, link: 13 },
	break: (rig) => part(rig, "redis").kill(),
	mend: (rig) => part(rig, "redis").start(),
});

export const redisSlow = redisBreaks({
	...{ name: "Redis answers after two seconds", seconds: 6, feltFor: 4, link: 14 },
	break: async (rig) => door(rig, "redis").slow(2_000),
	mend: async (rig) => door(rig, "redis").open(),
});

type Wish = Pick<Breakage, "name" | "seconds" | "feltFor"> & {
	break(rig: Rig): Promise<unknown>;
	mend(rig: Rig): Promise<unknown>;
	/** By which of the neighbours' links it comes: each has its own. */
	link: number;
};

/** Limits are coarser meanwhile and hold again afterwards, and the waiting room keeps its places: Redis has only hints. */
function redisBreaks({ break: breakIt, mend, link, ...named }: Wish): Breakage {
	const watched = new WeakMap<Scene, Awaited<ReturnType<typeof watchPlaces>>>();
	return {
		...named,
		async begin(rig, saw, scene) {
			watched.set(scene, await watchPlaces(rig, scene, link));
			await breakIt(rig);
			const instances = rig.instanceUrls.length;
			saw(isBounded(await hurry(rig.stack.env.APP_URL, meanwhile(instances)), instances));
		},
		async end(rig, saw, scene) {
			await mend(rig);
			saw(isHeld(await onceWhole(rig), rig.instanceUrls.length));
			const judged = await watched.get(scene)?.();
			if (judged) saw(judged);
		},
	};
}

/** After a failure an instance leaves Redis alone for two seconds: so the first who is too fast may be too early. */
async function onceWhole({ stack, instanceUrls: { length } }: Rig): Promise<Hasty> {
	for (let tries = 0; ; tries++) {
		const seen = await hurry(stack.env.APP_URL, afterwards(length));
		if (isHeld(seen, length).kept || tries >= 4) return seen;
		await pause(1_000);
	}
}
