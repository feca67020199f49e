import type { Outcome } from "./families/families.ts";
import type { Happened } from "./faults/breakage.ts";
import type { Visit } from "./run.ts";
import type { Look } from "./watch.ts";

/** What a rehearsal left behind to be judged. `log` is the file of its calls; times are in ms since 1970. */
export type Seen = {
	outcome: Outcome;
	happened: Happened[];
	looks: Look[];
	/** Before anybody came, while one kind of document was asked for after the other. */
	before: Look[];
	visit: Visit;
	from: number;
	until: number;
	log: string;
};
