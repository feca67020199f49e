import type { Rig } from "../rig.ts";
import type { Breakage } from "./breakage.ts";
import { deliveredFiveTimes } from "./delivered-five-times.ts";
import { diskFull } from "./disk-full.ts";
import { failover } from "./failover.ts";
import { instanceAddedAndDrained } from "./instance-added.ts";
import { oneSeatRaced } from "./one-seat-raced.ts";
import { door, part } from "./parts.ts";
import { poolExhausted } from "./pool-exhausted.ts";
import { redisFlushed, redisKilled, redisSlow } from "./redis-broken.ts";
import { replicaLate } from "./replica-late.ts";
import { teacherEdits } from "./teacher-edits.ts";
import { workerKilled } from "./worker-killed.ts";
import { clockEarly, clockLate } from "./wrong-clock.ts";

/** As faults.md has them, by the word that names each on the command line. */
export const breakages: Record<string, Breakage> = {
	"redis-flushed": redisFlushed,
	"redis-killed": redisKilled,
	"redis-slow": redisSlow,
	"instance-killed": {
		...{ name: "An instance is killed", seconds: 3, feltFor: 4 },
		begin: (rig) => lastInstance(rig).kill(),
		end: (rig) => lastInstance(rig).start(),
	},
	"instance-stopped": {
		...{ name: "An instance is stopped as by a deployment, and started anew", seconds: 2, feltFor: 4 },
		begin: (rig) => lastInstance(rig).stop(),
		end: (rig) => lastInstance(rig).start(),
	},
	"instance-added-and-drained": instanceAddedAndDrained,
	"pooler-killed": {
		...{ name: "PgBouncer is killed, and comes back", seconds: 2, feltFor: 5 },
		begin: (rig) => part(rig, "pooler").kill(),
		end: (rig) => part(rig, "pooler").start(),
	},
	"reply-lost": {
		...{ name: "The database's replies are lost on their way", seconds: 1, feltFor: 5 },
		begin: async (rig) => door(rig, "primary").mute(),
		end: async (rig) => door(rig, "primary").open(),
	},
	"database-killed": {
		...{ name: "PostgreSQL is killed, and recovers", seconds: 2, feltFor: 8 },
		begin: (rig) => part(rig, "primary").kill(),
		end: (rig) => part(rig, "primary").start(),
	},
	"disk-full": diskFull,
	failover,
	"pool-exhausted": poolExhausted,
	"replica-late": replicaLate,
	"worker-killed": workerKilled,
	"clock-early": clockEarly,
	"clock-late": clockLate,
	"teacher-edits": teacherEdits,
	"one-seat-raced": oneSeatRaced,
	"delivered-five-times": deliveredFiveTimes,
};

const lastInstance = (rig: Rig) => part(rig, `instance-${rig.instanceUrls.length}`);
