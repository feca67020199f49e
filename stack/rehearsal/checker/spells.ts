/** Somebody has something for sure, from one moment until another, in ms. */
export type Spell = { from: number; to: number; who: string };

/** The most that have it at once, and who they are then. */
export function mostAtOnce(spells: Spell[]): Spell[] {
	const sorted = spells.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
	let most: Spell[] = [];
	let now: Spell[] = [];
	for (const spell of sorted) {
		now = now.filter(({ to }) => to > spell.from);
		now.push(spell);
		if (now.length > most.length) most = [...now];
	}
	return most;
}
