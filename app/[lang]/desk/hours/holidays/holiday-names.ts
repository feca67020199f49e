import type { Holiday } from "@/lib/rules/schema";
import { type Run, runsOf } from "../days/days-draft.ts";

/** A holiday by its name, with its days of all years that are known. */
export type Named = { name: string; runs: Run[] };

export function namedOf(holidays: readonly Holiday[]): Named[] {
	const byName = Map.groupBy(holidays, ({ name }) => name);
	return [...byName].map(([name, days]) => ({
		name,
		runs: runsOf(days.map(({ day }) => ({ day, spans: [] }))),
	}));
}
