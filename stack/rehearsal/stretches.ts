import type { Look } from "./watch.ts";

/** What lies between two looks, in ms since 1970: who used how many seconds of the processor, and what share of all it was. */
export type Stretch = {
	from: number;
	until: number;
	used: Record<string, number>;
	busy: number;
	all: number;
	share: number;
};

/** Past it whoever comes waits for a core. */
export const fullShare = 0.9;

/** Empty where the system does not tell. */
export function stretches(looks: Look[]): Stretch[] {
	return looks.slice(1).flatMap((look, i) => {
		const before = looks[i] as Look;
		const [busy, all] = [look.busy - before.busy, look.all - before.all];
		if (all <= 0) return [];
		const used = Object.fromEntries(
			Object.entries(look.cpu).map(([who, seconds]) => [who, Math.max(0, seconds - (before.cpu[who] ?? 0))]),
		);
		return [{ from: before.at, until: look.at, used, busy, all, share: busy / all }];
	});
}

export const isFull = ({ share }: Stretch) => share > fullShare;

/** Past it whoever is due waits for the crowd itself, in ms. */
export const mostLateMs = 50;
