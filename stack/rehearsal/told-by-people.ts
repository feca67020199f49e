import type { Call } from "./call.ts";
import type { Outcome } from "./families/families.ts";
import { isFailed } from "./faults/judge.ts";
import { count as inWords, many } from "./report/words.ts";
import type { Run, Verdict } from "./run.ts";

/** What the people themselves can tell. */
export function toldByPeople(
	outcome: Pick<Outcome, "families" | "answers" | "soldOutAt">,
	calls: Pick<Call, "status">[],
	{ bookings, takenBack }: { bookings: number; takenBack: number },
	{ slots }: Pick<Run["options"], "slots">,
): Verdict[] {
	const ends: Record<string, number> = {};
	for (const { end } of outcome.families) ends[end] = (ends[end] ?? 0) + 1;
	const expected = ["booked", "cancelled", "sold out", "absent", "left"];
	const strange = Object.keys(ends).filter((end) => !expected.includes(end));
	const words = Object.entries(ends).map(([end, count]) => `${inWords(count)} ${end}`);
	const after = calls.filter(isFailed).length;
	// Where there are more times than people, nobody goes home without one who stayed and was there.
	const isEnough = outcome.families.every(({ end }) =>
		["booked", "cancelled", "absent", "left"].includes(end),
	);
	const left = slots - bookings - takenBack;
	const back = takenBack > 0 ? `; ${inWords(takenBack)} were taken back by their teachers` : "";
	// What is given back when all were sold, and nearly all have gone home, may be left.
	const isGivenBack = outcome.soldOutAt !== undefined && left > 0 && left <= (ends.cancelled ?? 0);
	return [
		{
			name: "All times are sold, or everybody has one",
			kept: left === 0 || (left > 0 && (isGivenBack || isEnough)),
			figure: `${inWords(bookings)} of ${inWords(slots)}${isGivenBack ? "; all were, and some were given back later" : ""}${back}`,
		},
		{
			name: "Everybody comes to an end that they understand",
			kept: strange.length === 0,
			figure: `${words.join(", ")}; ${inWords(after)} calls went unanswered and were asked again`,
		},
		noneTooFast(outcome.answers, calls),
	];
}

/**
 * Whoever comes behaves, also those who lose one time after another, open five tabs or tap five times. Who is meant to be too
 * fast, to see that a limit holds, does not ask by a family's browser and is in neither. The log has all that may change
 * something, of families and of a fault's guests; what families only look at is counted by answer.
 */
function noneTooFast(answers: Outcome["answers"], calls: Pick<Call, "status">[]): Verdict {
	const looks = Object.entries(answers)
		.filter(([name]) => name.startsWith("GET ") && name.endsWith(" 429"))
		.reduce((sum, [, count]) => sum + count, 0);
	const count = looks + calls.filter(({ status }) => status === 429).length;
	return {
		name: "Nobody who behaves is told that they are too fast",
		kept: count === 0 && calls.length > 0,
		figure: `429 was heard ${many(count, "time")}, by ${many(calls.length, "call")} and all looks`,
	};
}
