import type { Outcome } from "./families/families.ts";
import type { Happened } from "./faults/breakage.ts";
import type { Look } from "./watch.ts";

/** What a rehearsal left behind to be judged. `log` is the file of its calls; times are in ms since 1970. */
export type Seen = {
	outcome: Outcome;
	happened: Happened[];
	looks: Look[];
	from: number;
	until: number;
	log: string;
};
