import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../../as-admin.ts";
import { talk } from "../make-school.ts";
import type { Rig } from "../rig.ts";
import type { Breakage, Evidence } from "./breakage.ts";
import { codeIn, seatIn } from "./guest.ts";
import { timesOf } from "./neighbours.ts";
import type { Scene } from "./scene.ts";

const behindSeconds = 10;

/** Lists may be late meanwhile; bookings are right, and whoever books sees it at once, which the replica cannot know yet. */
export const replicaLate: Breakage = {
	...{ name: "The replica is ten seconds behind", seconds: 8, feltFor: 12 },
	async begin(rig, saw, scene) {
		await delay(rig, behindSeconds);
		saw(judgeBehind(await bookBehind(rig, scene)));
	},
	async end(rig, saw, scene) {
		await delay(rig, 0);
		saw(judgeCaughtUp(await catchUp(rig, scene)));
	},
};

/** Of a time that was booked while the replica was behind. */
export type Behind = {
	/** How many lists the replica answered meanwhile: none, and nobody would have seen that it is late. */
	lists: number;
	wasOffered: boolean;
	booked: string;
	/** After how many ms the booking's link showed it; null where it did not. */
	seenMs: number | null;
	/** Whether the replica offered that time still, once its booker had seen that they have it. */
	isBehind: boolean;
	/** What somebody else heard who booked that time then. */
	other: string;
};

/** With a teacher of whom nobody else has asked anything, so that no copy of the list comes in between. */
async function bookBehind(rig: Rig, scene: Scene): Promise<Behind> {
	const { handle, start, week } = await chosen(rig, scene);
	const guest = scene.guest();
	const before = await listsOf(rig);
	let wasOffered = false;
	let lists = 0;
	// An instance that the replica has kept waiting leaves it alone for some seconds.
	for (let tries = 0; tries < 10 && lists === 0; tries++) {
		if (tries > 0) await pause(1_000);
		wasOffered = (await offered(scene, handle, week)).includes(start);
		lists = (await listsOf(rig)) - before;
	}
	const answer = await guest.book(handle, start);
	const booked = codeIn(answer);
	const at = scene.now();
	const isSeen = booked === "201" && (await guest.sees(seatIn(answer, `${handle} ${start}`)));
	const seenMs = isSeen ? scene.now() - at : null;
	const isBehind = await replicaOffers(rig, handle, start);
	const other = codeIn(await scene.guest().book(handle, start));
	return { lists, wasOffered, booked, seenMs, isBehind, other };
}

export function judgeBehind({ lists, wasOffered, booked, seenMs, isBehind, other }: Behind): Evidence {
	return {
		kept: lists > 0 && wasOffered && booked === "201" && seenMs !== null && isBehind && other === "TAKEN",
		figure:
			`it answered ${lists} lists, ${wasOffered ? "with" : "without"} a time that a guest then booked (${booked}) ` +
			`${seenMs === null ? "and did not see" : `and saw ${Math.round(seenMs)} ms later`}, when the replica ` +
			`${isBehind ? "offered it still" : "knew of it"}; somebody else who wanted it heard ${other}`,
	};
}

/** After how many ms the replica, and the list that people see, offered that time no more; null where they still did. */
export type CaughtUp = { replicaMs: number | null; listMs: number | null };

async function catchUp(rig: Rig, scene: Scene): Promise<CaughtUp> {
	const { handle, start, week } = await chosen(rig, scene);
	const [replicaMs, listMs] = await Promise.all([
		untilGone(() => replicaOffers(rig, handle, start)),
		untilGone(async () => (await offered(scene, handle, week)).includes(start)),
	]);
	return { replicaMs, listMs };
}

export function judgeCaughtUp({ replicaMs, listMs }: CaughtUp): Evidence {
	const after = (ms: number | null) => (ms === null ? "never" : `${(ms / 1_000).toFixed(1)} s`);
	return {
		kept: replicaMs !== null && listMs !== null,
		figure: `once it was mended the replica knew of it after ${after(replicaMs)}, and the list after ${after(listMs)}`,
	};
}

async function untilGone(isThere: () => Promise<boolean>): Promise<number | null> {
	const began = performance.now();
	while (await isThere().catch(() => true)) {
		if (performance.now() - began > 15_000) return null;
		await pause(200);
	}
	return performance.now() - began;
}

/** The teacher whom no passer-by and no other fault comes to, their first time, and its week. */
async function chosen(rig: Rig, { neighbours }: Scene) {
	const { handle, starts } = neighbours.open.at(-2) ?? neighbours.single;
	const [start = ""] = starts;
	const week = await asAdmin(rig.standbyAdminUrl(), async (standby) => {
		const question = `select to_char($1::timestamptz at time zone 'UTC', 'IYYY-"W"IW') as week`;
		return (await standby.query<{ week: string }>(question, [start])).rows[0]?.week ?? "";
	});
	return { handle, start, week };
}

/** The starts of a list as people get it. */
async function offered(scene: Scene, handle: string, week: string): Promise<string[]> {
	const path = `/api/slots/${handle}/${talk.handle}/${week}`;
	const list = await scene.guest().browser.get("GET slots", "shared", path);
	if (list.status !== 200) throw new Error(`a list was answered with ${list.status}`);
	const { slots } = list.json() as { slots: { startsAt: string }[] };
	return slots.map(({ startsAt }) => new Date(startsAt).toISOString());
}

const replicaOffers = async (rig: Rig, handle: string, start: string) =>
	(await timesOf(rig.standbyAdminUrl(), handle)).some((each) => Date.parse(each) === Date.parse(start));

/** How many lists the app has had from the replica so far. */
const listsOf = (rig: Rig): Promise<number> =>
	asAdmin(rig.standbyAdminUrl(), async (standby) => {
		const { rows } = await standby.query<{ calls: number }>(
			`select coalesce(sum(calls), 0)::integer as calls
			from public.pg_stat_statements s join pg_roles r on r.oid = s.userid
			where r.rolname = 'firstbell_server' and query like 'select api.list_slots(%'`,
		);
		return rows[0]?.calls ?? 0;
	});

const delay = (rig: Rig, seconds: number): Promise<void> =>
	asAdmin(rig.standbyAdminUrl(), async (standby) => {
		await standby.query(`alter system set recovery_min_apply_delay = '${seconds}s'`);
		await standby.query("select pg_reload_conf()");
	});
