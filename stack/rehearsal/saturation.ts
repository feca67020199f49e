import type { Latency, Saturation } from "./run.ts";
import { isFull, mostLateMs, type Stretch } from "./stretches.ts";

type Seen = {
	/** From the bell until all was sold. */
	stretches: Stretch[];
	/** What the crowd had used by then: at some times, in order. */
	crowd: { at: number; cpuSeconds: number }[];
	late: Latency;
	cores: number;
	instances: number;
};
type Shares = Record<string, number>;

/** Who used the machine, in how many seconds there was no more to be had, and whose they were. Linux only. */
export function saturationOf({ stretches, crowd, late, cores, instances }: Seen): Saturation {
	const lateness = { lateP99: late.p99, lateMax: late.max };
	if (stretches.length === 0)
		return {
			...{ ...lateness, cpu: {}, seconds: 0, fullSeconds: 0, isSaturated: false },
			says: "Who used the processor is not known on this system.",
		};
	const fully = stretches.filter(isFull);
	const [seconds, fullSeconds] = [secondsOf(stretches), secondsOf(fully)];
	const cpu = sharesOf(stretches, crowd);
	const isLate = late.p99 > mostLateMs;
	const isBusy = fullSeconds > 0;
	const words = [room(cpu, cores, instances)];
	if (isBusy) words.push(wasFull(fullSeconds, seconds, sharesOf(fully, crowd), cores, instances));
	else if (isLate) words.push(wasLate(late));
	return { ...lateness, cpu, seconds, fullSeconds, isSaturated: isBusy || isLate, says: words.join(" ") };
}

const secondsOf = (stretches: Stretch[]) =>
	Math.round(stretches.reduce((sum, { from, until }) => sum + until - from, 0) / 1_000);

/** Of all cores, by who used them. */
function sharesOf(stretches: Stretch[], crowd: Seen["crowd"]): Shares {
	const used: Shares = { generator: 0 };
	let [busy, all] = [0, 0];
	for (const stretch of stretches) {
		for (const [who, seconds] of Object.entries(stretch.used)) used[who] = (used[who] ?? 0) + seconds;
		used.generator = (used.generator ?? 0) + usedBy(crowd, stretch.until) - usedBy(crowd, stretch.from);
		busy += stretch.busy;
		all += stretch.all;
	}
	const known = Object.values(used).reduce((sum, each) => sum + each, 0);
	used.other = Math.max(0, busy - known);
	return Object.fromEntries(Object.entries(used).map(([who, seconds]) => [who, seconds / all]));
}

/** By then; between two times in proportion. */
function usedBy(crowd: Seen["crowd"], at: number): number {
	const next = crowd.findIndex((each) => each.at >= at);
	const [before, after] = [crowd[next < 0 ? crowd.length - 1 : next - 1], crowd[next]];
	if (!before || !after) return (before ?? after)?.cpuSeconds ?? 0;
	const part = (at - before.at) / (after.at - before.at);
	return before.cpuSeconds + part * (after.cpuSeconds - before.cpuSeconds);
}

const percent = (value: number) => `${Math.round(value * 100)} %`;
const oursOf = (cpu: Shares) =>
	(cpu.edge ?? 0) + (cpu.instances ?? 0) + (cpu.database ?? 0) + (cpu.Redis ?? 0);

function most(cpu: Shares): string {
	const [[who, share] = ["nobody", 0]] = Object.entries(cpu).sort(([, a], [, b]) => b - a);
	return `most of it by the ${who} (${percent(share)})`;
}

function room(cpu: Shares, cores: number, instances: number): string {
	const share = Object.values(cpu).reduce((sum, each) => sum + each, 0);
	const one = ((cpu.instances ?? 0) * cores) / instances;
	return `The machine was ${percent(share)} busy, ${most(cpu)}: each instance used ${percent(one)} of a core, all of Firstbell ${percent(oursOf(cpu))} of the machine.`;
}

/** What more of what would bring, by the seconds in which there was no more. */
function wasFull(full: number, seconds: number, cpu: Shares, cores: number, instances: number): string {
	const one = ((cpu.instances ?? 0) * cores) / instances;
	const without = (cpu.generator ?? 0) + (cpu.other ?? 0);
	return `It was full in ${full} of ${seconds} seconds, ${most(cpu)}, and then it was the limit: one more core would bear about ${percent(1 / cores)} more, a machine of its own for the crowd about ${percent(without / Math.max(oursOf(cpu), 0.01))} more, and another instance ${one > 0.8 ? "as many as one core can" : "nothing"}, since each used ${percent(one)} of a core.`;
}

const wasLate = ({ p99 }: Latency) =>
	`But the crowd was up to ${Math.round(p99)} ms late with 99 % of what was due, and that is part of every figure: there were moments without room.`;
