import type { DrawRecord, Group, Served } from "./record.ts";

type Call = DrawRecord["called"][number];

/** Whether the calls followed the order: each group's thresholds only grew, none went past who was ahead, and all came to what the record says. */
export function faultOfCalls({ groups, called }: DrawRecord): string | null {
	// A group that was made later is in no call before it.
	let before: Served[] = [];
	for (const call of called) {
		const { at, served } = call;
		if (served.length > groups.length || served.length < before.length)
			return `The call at ${at} was of other groups than there are.`;
		let most = 0;
		for (const [i, [below, tail, numbered]] of served.entries()) {
			const group = groups[i] as Group;
			const [lower, earlier, numberedThen] = before[i] ?? [0, 0];
			if (below < lower || tail < earlier) return `The call at ${at} took back what was called before it.`;
			if ((below > 0 || tail > 0) && !group.drawn) return `The call at ${at} was before the draw.`;
			if (tail > group.tail.length || below > (group.drawn?.at(-1)?.[1] ?? -1) + 1)
				return `The call at ${at} went further than there is anybody.`;
			if (numberedThen !== undefined && numbered === undefined)
				return `The call at ${at} does not say how many there were, as one before it does.`;
			most += (group.drawn ?? []).filter(([, rank]) => rank >= lower && rank < below).length + tail - earlier;
		}
		// Fewer may have been called, since those who left are passed over.
		if (call.called > most) return `The call at ${at} was of ${call.called}, where ${most} were next.`;
		const past = whoWasPassed(groups, before, call).find(({ isKnown }) => isKnown);
		if (past)
			return `The call at ${at} went to ${past.behind}, while ${past.left} ahead of them in group ${past.group} were still to be called.`;
		before = served;
	}
	for (const [i, { position, served_below, tail_served }] of groups.entries()) {
		const [below, tail] = before[i] ?? [0, 0];
		if (served_below !== below || tail_served !== tail)
			return `Group ${position + 1} is said to be called further, or less far, than its calls went.`;
	}
	return null;
}

/** What a record of a version before 0.2.0 leaves open, in a sentence for each of its groups: it does not tell of those who had left. */
export function findDoubts({ groups, called }: DrawRecord): string[] {
	const most = new Map<number, Passed>();
	for (const [n, call] of called.entries())
		for (const past of whoWasPassed(groups, called[n - 1]?.served ?? [], call))
			if (past.left > (most.get(past.group)?.left ?? 0)) most.set(past.group, past);
	return [...most.values()].map(
		({ group, left, behind }) =>
			`Group ${group}: ${left} were not called yet when ${behind} were. They may have left: this record is of a version that did not write it down.`,
	);
}

/** Whose turn had not come when somebody behind them was called. Theirs who leave comes with that of those around them. */
type Passed = { group: number; left: number; behind: string; isKnown: boolean };

function whoWasPassed(groups: Group[], before: Served[], { at, served }: Call): Passed[] {
	const grew = (i: number, part: 0 | 1) => (served[i]?.[part] ?? 0) > (before[i]?.[part] ?? 0);
	return served.flatMap(([below, tail, numbered], i): Passed[] => {
		const ahead = groups[i] as Group;
		const isKnown = numbered !== undefined;
		// Its draw was still to come.
		if (isKnown ? numbered === null : Date.parse(ahead.opens_at) > Date.parse(at)) return [];
		const group = ahead.position + 1;
		const drawn = (ahead.drawn ?? []).filter(([, rank]) => rank >= below).length;
		if (drawn > 0 && grew(i, 1))
			return [{ group, left: drawn, behind: `who came late in group ${group}`, isKnown }];
		const left = drawn + Math.max(0, (numbered ?? 0) - tail);
		const behind = served.findIndex((_, j) => isBehind(groups[j], ahead) && (grew(j, 0) || grew(j, 1)));
		return left > 0 && behind >= 0 ? [{ group, left, behind: `those of group ${behind + 1}`, isKnown }] : [];
	});
}

function isBehind(group: Group | undefined, ahead: Group): boolean {
	const [theirs, ours] = [Date.parse(group?.opens_at ?? ""), Date.parse(ahead.opens_at)];
	return theirs > ours || (theirs === ours && (group?.position ?? 0) > ahead.position);
}
