import { setTimeout as pause } from "node:timers/promises";
import type { Call } from "../call.ts";
import type { Breakage } from "./breakage.ts";
import { seatIn } from "./guest.ts";
import type { Scene } from "./scene.ts";

const times = 5;
const guests = 3;
// So long that an extension has something to give.
const thinkMs = 6_000;

/** All that anybody sends arrives five times, at the edge and at each instance itself, with its one key. */
export const deliveredFiveTimes: Breakage = {
	name: "Every call is delivered five times, to all instances at once",
	...{ seconds: 0, feltFor: 2 },
	async begin(_rig, _saw, scene) {
		Atomics.store(scene.copies, 0, times);
		await Promise.all(Array.from({ length: guests }, (_, i) => visit(scene, i)));
	},
	async end(_rig, _saw, { copies }) {
		Atomics.store(copies, 0, 1);
	},
	look(_rig, { from, until }, { calls }) {
		const asked = Map.groupBy(
			calls.filter(({ key, sent }) => key !== null && sent >= from && sent < until),
			({ key }) => key,
		);
		const fivefold = [...asked.values()].filter(({ length }) => length >= times);
		const yes = fivefold.map((same) => same.filter(({ status }) => status >= 200 && status < 300));
		const done = yes.filter(({ length }) => length > 0);
		const different = done.filter((same) => new Set(same.map(said)).size > 1);
		const verbs = new Set(done.map(([call]) => call?.verb));
		const missing = ["hold", "extend", "confirm", "cancel"].filter(
			(verb) => !verbs.has(verb as Call["verb"]),
		);
		return {
			kept: missing.length === 0 && different.length === 0,
			figure:
				`${fivefold.length} calls came five times, ${done.length} of them were done (${[...verbs].sort().join(", ")}), ` +
				`${different.length} had two different answers`,
		};
	},
};

/** Holds, asks for more time, books and cancels, whoever else is there. */
async function visit({ neighbours, guest }: Scene, i: number): Promise<void> {
	const { handle, starts } = neighbours.open.at(-1) ?? neighbours.single;
	const one = guest();
	const start = starts[i] ?? "";
	const hold = seatIn(await one.hold(handle, start), `${handle} ${start}`);
	await pause(thinkMs);
	await one.extend(hold);
	const booking = seatIn(await one.confirm(hold), hold.slot);
	await one.cancel(booking);
}

/** What is the same in each answer to one key. */
const said = ({ verb, ref, ticket, heldUntil }: Call) => `${verb} ${ref} ${ticket} ${heldUntil}`;
