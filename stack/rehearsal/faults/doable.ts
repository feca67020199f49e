import type { Breakage } from "./breakage.ts";

/** Which of these faults can be done on this machine, and a sentence for each that cannot: nothing is claimed of it then. */
export function doable(
	names: string[],
	breakages: Record<string, Pick<Breakage, "missing">>,
): { names: string[]; notes: string[] } {
	const all = names.map((name) => ({ name, missing: breakages[name]?.missing?.() }));
	return {
		names: all.filter(({ missing }) => missing === undefined).map(({ name }) => name),
		notes: all
			.filter(({ missing }) => missing !== undefined)
			.map(({ name, missing }) => `Not looked at: ${name}, since ${missing}.`),
	};
}
