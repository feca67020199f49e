import type { Latency, Saturation } from "./run.ts";
import type { Look } from "./watch.ts";

type Seen = { looks: Look[]; generator: number; late: Latency; cores: number; instances: number };

const mostBusy = 0.85;
const mostLateMs = 50;

/** Who used the machine between the first look and the last, and whether there was more to be had. Linux only. */
export function saturationOf({ looks, generator, late, cores, instances }: Seen): Saturation {
	const [first, last] = [looks[0], looks.at(-1)];
	const lateness = { lateP99: late.p99, lateMax: late.max };
	if (!first || !last || last.all <= first.all)
		return {
			...lateness,
			cpu: {},
			isSaturated: false,
			says: "Who used the processor is not known on this system.",
		};
	const all = last.all - first.all;
	const used: Record<string, number> = { generator };
	for (const [who, seconds] of Object.entries(last.cpu)) used[who] = seconds - (first.cpu[who] ?? 0);
	const known = Object.values(used).reduce((sum, each) => sum + each, 0);
	const busy = last.busy - first.busy;
	used.other = Math.max(0, busy - known);
	const cpu = Object.fromEntries(
		Object.entries(used).map(([who, seconds]) => [who, Math.max(0, seconds) / all]),
	);
	const share = busy / all;
	const isBusy = share > mostBusy;
	const isLate = late.p99 > mostLateMs;
	const says = words(cpu, share, cores, instances);
	return {
		...{ ...lateness, cpu, isSaturated: isBusy || isLate },
		says: isLate && !isBusy ? `${says} ${wasLate(late)}` : says,
	};
}

function words(cpu: Record<string, number>, share: number, cores: number, instances: number): string {
	const percent = (value: number) => `${Math.round(value * 100)} %`;
	const [[who, most] = ["nobody", 0]] = Object.entries(cpu).sort(([, a], [, b]) => b - a);
	const ours = (cpu.edge ?? 0) + (cpu.instances ?? 0) + (cpu.database ?? 0) + (cpu.Redis ?? 0);
	const one = ((cpu.instances ?? 0) * cores) / instances;
	const room = `The machine was ${percent(share)} busy, most of it by the ${who} (${percent(most)}).`;
	if (share <= mostBusy)
		return `${room} There was more to be had: each instance used ${percent(one)} of a core, all of Firstbell ${percent(ours)} of the machine.`;
	const without = (cpu.generator ?? 0) + (cpu.other ?? 0);
	return `${room} It was the limit: one more core would bear about ${percent(1 / cores)} more people, a machine of its own for the crowd about ${percent(without / Math.max(ours, 0.01))} more, and another instance ${one > 0.8 ? "as many as one core can" : "nothing"}, since each used ${percent(one)} of a core.`;
}

const wasLate = ({ p99 }: Latency) =>
	`But the crowd was up to ${Math.round(p99)} ms late with 99 % of what was due, and that is part of every figure: there were moments without room.`;
