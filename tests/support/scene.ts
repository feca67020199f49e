import type { Rules, Taken } from "./oracle.ts";

export type Question = {
	id: string;
	label: string;
	kind: "text" | "choice" | "check";
	required: boolean;
	choices?: string[];
};

export type Placed = {
	id: string;
	link: number;
	email: string;
	name: string;
	state: "held" | "pending" | "confirmed";
};

/** An appointment that stands, with who is in it. */
export type Standing = Taken & { placed: Placed[] };

/** A teacher with the one type that is tried; `rules` has the hours of the schedule that the type has. */
export type Teaching = {
	handle: string;
	rules: Rules;
	/** The hours of their usual schedule, where the type has another. */
	usual: Pick<Rules, "spans" | "overrides"> | null;
	/** The usual one first, in minutes. */
	durations: [number, number];
	notice: number;
	horizon: number;
	/** The first day from today, UTC, and how many. */
	dates: [number, number] | null;
	questions: Question[];
	needsApproval: boolean;
	bookerCap: number | null;
	/** Who has missed so many books no more; and by their addresses, who has missed one. */
	missedCap: number | null;
	missed: string[];
	seriesCap: number;
	taken: Standing[];
};

/** All that an answer depends on. The first teacher is tried by themselves, and all of them as a team. */
export type Scene = {
	/** Of the database's clock, in ms since 1970. */
	now: number;
	teachings: [Teaching, ...Teaching[]];
	/** What an oracle that is not to be trusted leaves out: see without-feature.ts. */
	isForgetful?: "series" | "turns";
};

export type Who = { email: string; name: string; answers: Record<string, unknown> };

/** At which start, and of which length where one is said. */
type Start = { at: number; minutes: number | null };
/** What somebody tries with any of a team. */
export type TeamTry = ({ verb: "hold_team_slot" } & Start) | ({ verb: "book_team_slot"; who: Who } & Start);
/** What somebody tries. */
export type Try =
	| TeamTry
	| ({ verb: "hold_slot" } & Start)
	| ({ verb: "book_slot"; who: Who } & Start)
	| { verb: "book_series"; starts: number[]; minutes: number; who: Who }
	| { verb: "confirm_hold"; held: Placed; who: Who };

/** The answer to it: of a yes, by whom and whether it was asked for alone; of a no, to which date of a series, and why. */
export type Answer = { code: string; teacher?: string; isAsked?: boolean; date?: number; why?: string };
