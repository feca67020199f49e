import { Redis } from "ioredis";
import pg from "pg";
import type { Rig } from "../rig.ts";
import type { Breakage } from "./breakage.ts";
import { deliveredFiveTimes } from "./delivered-five-times.ts";
import { diskFull } from "./disk-full.ts";
import { failover } from "./failover.ts";
import { instanceAddedAndDrained } from "./instance-added.ts";
import { oneSeatRaced } from "./one-seat-raced.ts";
import { poolExhausted } from "./pool-exhausted.ts";
import { teacherEdits } from "./teacher-edits.ts";
import { workerKilled } from "./worker-killed.ts";
import { clockEarly, clockLate } from "./wrong-clock.ts";

const nothing = async () => {};

/** As faults.md has them, by the word that names each on the command line. */
export const breakages: Record<string, Breakage> = {
	"redis-flushed": {
		...{ name: "Redis forgets everything", seconds: 1, feltFor: 2, end: nothing },
		begin: (rig) => flush(rig),
	},
	"redis-killed": {
		...{ name: "Redis is killed, and comes back empty", seconds: 5, feltFor: 3 },
		begin: (rig) => part(rig, "redis").kill(),
		end: (rig) => part(rig, "redis").start(),
	},
	"redis-slow": {
		...{ name: "Redis answers after two seconds", seconds: 6, feltFor: 4 },
		begin: async (rig) => door(rig, "redis").slow(2_000),
		end: async (rig) => door(rig, "redis").open(),
	},
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
	"replica-late": {
		...{ name: "The replica is ten seconds behind", seconds: 8, feltFor: 12 },
		begin: (rig) => delayReplica(rig, 10),
		end: (rig) => delayReplica(rig, 0),
	},
	"worker-killed": workerKilled,
	"clock-early": clockEarly,
	"clock-late": clockLate,
	"teacher-edits": teacherEdits,
	"one-seat-raced": oneSeatRaced,
	"delivered-five-times": deliveredFiveTimes,
};

function part(rig: Rig, name: string) {
	const found = rig.parts[name];
	if (!found) throw new Error(`There is no part ${name}.`);
	return found;
}

function door(rig: Rig, name: string) {
	const found = rig.doors[name];
	if (!found) throw new Error(`There is no door ${name}.`);
	return found;
}

const lastInstance = (rig: Rig) => part(rig, `instance-${rig.instanceUrls.length}`);

async function flush(rig: Rig): Promise<void> {
	const redis = new Redis(rig.env.REDIS_URL ?? "");
	await redis.flushall();
	redis.disconnect();
}

async function delayReplica(rig: Rig, seconds: number): Promise<void> {
	const standby = new pg.Client(rig.standbyAdminUrl());
	await standby.connect();
	await standby.query(`alter system set recovery_min_apply_delay = '${seconds}s'`);
	await standby.query("select pg_reload_conf()");
	await standby.end();
}
