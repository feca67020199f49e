import { clock } from "../finding.ts";
import type { Admission, Opening } from "../opening.ts";

/** What is wrong with how the calls went: they only go forward, after the draw, and came to what the groups say. */
export function faultsOfCalls({ admissions, groups }: Opening): string[] {
	const broken: string[] = [];
	for (const { position, drawnAt, servedBelow, tailServed } of groups) {
		let before: readonly [number, number] = [0, 0];
		for (const { at, served } of admissions) {
			const now = [served[position]?.[0] ?? 0, served[position]?.[1] ?? 0] as const;
			if (now[0] < before[0] || now[1] < before[1]) broken.push(`the call at ${clock(at)} took one back`);
			if (now[0] + now[1] > 0 && (drawnAt === null || at < drawnAt))
				broken.push(`the call at ${clock(at)} came before the draw`);
			before = now;
		}
		if (before[0] !== servedBelow || before[1] !== tailServed)
			broken.push(
				`group ${position + 1} is called up to ${servedBelow} and ${tailServed}, and its calls went to ${before.join(" and ")}`,
			);
	}
	return broken;
}

/** What is wrong with whom the calls went to: nobody late, and no later group, while one is left who is ahead, and has not left. */
export function faultsOfOrder({ admissions, groups, tickets }: Opening): string[] {
	const lastRank = groups.map(() => -1);
	for (const { group, rank } of tickets.values())
		lastRank[group] = Math.max(lastRank[group] ?? -1, rank ?? -1);
	let before: Admission["served"] = [];
	return admissions.flatMap(({ at, served }) => {
		const grew = groups.map(({ position: i }) => ({
			drawn: (served[i]?.[0] ?? 0) > (before[i]?.[0] ?? 0),
			late: (served[i]?.[1] ?? 0) > (before[i]?.[1] ?? 0),
		}));
		before = served;
		return groups.flatMap(({ position: i, opensAt }) => {
			const [below, tail, numbered] = served[i] ?? [0, 0, null];
			// Until its draw nobody of it is to be called, and a version before 0.2.0 does not say when all were.
			if (numbered == null) return [];
			const isDrawnLeft = below <= (lastRank[i] ?? -1);
			if (isDrawnLeft && grew[i]?.late)
				return [`the call at ${clock(at)} went to who came late in group ${i + 1}, before all of its drawn`];
			const behind = groups.findIndex(
				(other, j) =>
					(grew[j]?.drawn || grew[j]?.late) &&
					(other.opensAt > opensAt || (other.opensAt === opensAt && other.position > i)),
			);
			return behind >= 0 && (isDrawnLeft || tail < numbered)
				? [`the call at ${clock(at)} went to group ${behind + 1}, before all of group ${i + 1}`]
				: [];
		});
	});
}
