import { asDate, inUnit } from "../rehearsal/report/words.ts";
import type { Run } from "../rehearsal/run.ts";

/** More than this fails on a machine that has too much to do. */
const usual = 0.01;

/** Why what a rehearsal measured is to be believed less, a sentence each. */
export function cautionsOf({ at, options, failed_share, tiers }: Run): string[] {
	const which = `The rehearsal of ${asDate(at)}`;
	return [
		...(options.faults.length > 0
			? [
					`${which} had things broken (${options.faults.join(", ")}), and people asked again: one with --faults none tells more.`,
				]
			: []),
		...(failed_share > usual
			? [
					`${which} was too much for its machine: ${inUnit(failed_share, "share")} of calls failed and were made again, which its counts have in them.`,
				]
			: []),
		...(tiers.costs.instances.samples === 0
			? [`${which} could not see what used the processor: of CPU nothing is known.`]
			: []),
	];
}
