import { setTimeout as pause } from "node:timers/promises";
import type { Rig } from "../rig.ts";
import { answeredBy } from "../visits.ts";
import type { Breakage, Saw } from "./breakage.ts";
import { part } from "./parts.ts";

/**
 * No fault, and so nothing may fail: one more instance is started and led to, answers, and then the first is led away
 * from, answers what it was asked, and is stopped. Afterwards the same again, the other way round.
 */
export const instanceAddedAndDrained: Breakage = {
	...{ name: "An instance is added, and another drained and stopped", seconds: 2, feltFor: 1 },
	async begin(rig, saw) {
		const names = rig.fleet.names();
		const added = await rig.fleet.grow();
		await bringIn(rig, added, [...names, added], saw);
		await takeOut(rig, names[0] ?? "", saw);
	},
	async end(rig, saw) {
		const names = rig.instanceUrls.map((_, i) => `instance-${i + 1}`);
		const [away] = names.filter((name) => !rig.fleet.names().includes(name));
		if (away) {
			await part(rig, away).start();
			await bringIn(rig, away, [...rig.fleet.names(), away], saw);
		}
		for (const added of rig.fleet.names().filter((name) => !names.includes(name)))
			await takeOut(rig, added, saw);
	},
	look(_, { from, whole }, { seconds }) {
		// Each second is known by its end.
		const meanwhile = seconds.filter(({ at }) => at > from && at <= whole + 1_000);
		const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
		const failed = sum(meanwhile.map((each) => each.failed));
		const asked = sum(meanwhile.map(({ requests }) => requests));
		return { kept: failed === 0 && asked > 0, figure: `${failed} of ${asked} requests failed meanwhile` };
	},
};

/** Leads people to an instance that runs, and sees it answer. */
async function bringIn({ fleet, originLog }: Rig, name: string, names: string[], saw: Saw): Promise<void> {
	await fleet.lead(names);
	const from = Date.now();
	const answered = () => answeredBy(originLog, fleet.portOf(name), from);
	for (const deadline = from + patienceMs; answered() === 0 && Date.now() < deadline; ) await pause(100);
	const count = answered();
	const seconds = ((Date.now() - from) / 1_000).toFixed(1);
	saw({ kept: count > 0, figure: `${name} answered ${count} in the first ${seconds} s that it was led to` });
}

/** Leads nobody to an instance any more, stops it, and sees that it was asked nothing after that. */
async function takeOut({ fleet, originLog, parts }: Rig, name: string, saw: Saw): Promise<void> {
	await fleet.lead(fleet.names().filter((each) => each !== name));
	const from = Date.now();
	await parts[name]?.stop();
	const ms = Date.now() - from;
	const after = answeredBy(originLog, fleet.portOf(name), from);
	saw({
		kept: after === 0 && ms < patienceMs,
		figure: `${name} was asked ${after} times after it was drained, and ended ${(ms / 1_000).toFixed(1)} s after it was told to`,
	});
}

/** Who is told to end, and has not by then, is killed: see startNext(). */
const patienceMs = 6_000;
