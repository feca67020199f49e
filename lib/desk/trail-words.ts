import { momentLabel } from "../time-words.ts";
import type { Change, Topic } from "./trail-schema.ts";
import { type Clocks, labelOf, wordsOf } from "./trail-values.ts";

export const topicWords: Record<Topic, string> = {
	...{ bookings: "Bookings", hours: "Hours", away: "Time away", types: "Types" },
	...{ profiles: "Zones, holidays and people", teams: "Teams", openings: "Openings" },
	programs: "Webhooks and calendars",
};

const verbs: Record<string, string> = {
	...{
		made: "Made",
		changed: "Changed",
		removed: "Removed",
		retired: "No longer offers",
		restored: "Offers again",
	},
	...{
		cancelled: "Cancelled",
		moved: "Moved",
		marked: "Marked",
		decided: "Decided",
		revoked: "Revoked",
		renewed: "Renewed",
	},
	...{ paused: "Paused", resumed: "Resumed", ended: "Ended", released: "Opened to everybody" },
	erased: "Deleted",
};

/** `Cancelled the booking of Grace Hopper`, `Changed the type “Lesson”` */
export function titleOf({ kind, verb, subject, teacher }: Change): string {
	const named = subject ? ` “${subject}”` : "";
	if (kind === "staff")
		return `${verb === "made" ? "Added to" : "Took out of"} the staff: ${subject ?? "somebody"}`;
	if (kind === "member")
		return `${verb === "made" ? "Added to" : "Took out of"} the team${named}: ${teacher}`;
	const nouns: Record<Exclude<Change["kind"], "staff" | "member">, string> = {
		...{ booking: `the booking of ${subject ?? "somebody whose name is not kept any more"}` },
		...{ schedule: `the hours${named}`, absence: "time away", type: `the type${named}` },
		...{
			teacher: `the profile of ${subject ?? teacher}`,
			team: `the team${named}`,
			opening: `the opening${named}`,
		},
		...{
			booker: "what was held of a booker",
			hook: "a webhook",
			calendar: "the secret address of the calendar",
		},
		...{ group: `the group${named}`, invitation: `the link of ${subject ?? "a family"}` },
	};
	return `${verbs[verb] ?? verb} ${nouns[kind]}`;
}

/** What was made or is gone is told by its name, or by what it is where it has none. */
const tellers: Partial<Record<Change["kind"], string[]>> = {
	...{ absence: ["during"], hook: ["events"], booker: ["count"] },
};

const others = {
	booker: "The booker",
	teacher: "A teacher",
	staff: "The office",
	system: "Firstbell",
	operator: "An import",
};
export const whoOf = ({ by, actor }: Change): string => actor ?? others[by];

/** What is otherwise, line by line: `Duration: 45 min (was 30 min)`. */
export function linesOf({ kind, verb, before, after, startsAt }: Change, clocks: Clocks): string[] {
	const columns = before && after ? Object.keys(after) : (tellers[kind] ?? []);
	const lines = columns
		.filter(
			(column) =>
				!(verb === "cancelled" && column === "state") &&
				// What somebody changed who has left is not kept.
				column in { ...before, ...after } &&
				!/^(retired|revoked|paused|ended|released|off|made)_at$/.test(column),
		)
		.map((column) => {
			// An id says nothing to anybody.
			if (column.endsWith("_id")) return `${labelOf(column)}: another one`;
			const [was, is] = [before, after].map((said) => said && wordsOf(column, said[column], clocks));
			return `${labelOf(column)}: ${is ?? was}${is && was ? ` (was ${was})` : ""}`;
		});
	const at = startsAt && verb !== "moved" && `Time: ${momentLabel(startsAt, clocks.zone, clocks.hour12, 0)}`;
	return at ? [at, ...lines] : lines;
}
