import type { Call } from "../call.ts";
import type { Second } from "../families/meter.ts";
import type { Rig } from "../rig.ts";
import type { Look } from "../watch.ts";
import type { Scene } from "./scene.ts";

/** Something that breaks while people book, and is whole again after some seconds. */
export type Breakage = {
	name: string;
	/** How long it stays broken, in seconds, and how long after that it may still be felt. */
	seconds: number;
	feltFor: number;
	/** Why it cannot be done on this machine, as the end of a sentence: then it is left out, and said so. */
	missing?(): string | undefined;
	/** How many seconds before the bell it begins, and then before all that begins after it. */
	beforeBell?: number;
	/** What has to stand before anybody comes, so that it is broken in time. */
	prepare?(rig: Rig): Promise<void>;
	/** Refuses (CannotStart, one sentence) where the machine lacks what it is made with. */
	needs?(): unknown;
	/** Both may tell what they saw while they were at it. */
	begin(rig: Rig, saw: Saw, scene: Scene): Promise<void>;
	end(rig: Rig, saw: Saw, scene: Scene): Promise<void>;
	/** What its time shows once all is over, where it is expected to show more than that calls were answered in the end. */
	look?(rig: Rig, time: Time, seen: Witnessed): Evidence | Promise<Evidence>;
	/** What always comes after it, with a row of its own. */
	next?: Breakage;
};

/** Whether it was as one expects of this fault, and the figure by which one sees it: a part of its row. */
export type Evidence = { kept: boolean; figure: string };
export type Saw = (evidence: Evidence) => void;

/** When it began, was whole again, and may no longer be felt; ms since 1970. */
export type Time = { from: number; whole: number; until: number };

/** One that happened, with what was seen meanwhile. */
export type Happened = Time & { breakage: Breakage; evidence: Evidence[] };

/** What is known of the whole rehearsal: each call, and what each second was like for people and behind the edge. */
export type Witnessed = { calls: Call[]; seconds: Second[]; looks: Look[]; opensAt: number };
