import fc from "fast-check";
import type { Rules } from "./oracle.ts";
import { anyTimes, rulesAround } from "./random-rules.ts";
import type { Question, Scene, Teaching, Who } from "./scene.ts";

const questions: Question[] = [
	{ id: "class", label: "Which class?", kind: "text", required: true },
	{ id: "note", label: "Anything else?", kind: "text", required: false },
	{ id: "subject", label: "What about?", kind: "choice", required: true, choices: ["Maths", "Music"] },
	{ id: "agreed", label: "We come in time.", kind: "check", required: true },
];

const right: Who["answers"] = { class: "7b", note: "", subject: "Music", agreed: true };
const wrong: Who["answers"] = { class: "  ", note: "Hello", subject: "Latin", agreed: false };

/** Who comes again and again: two children of one address, and another's. */
const people = [
	{ email: "family@home.example", name: "Ann" },
	{ email: "family@home.example", name: "Ben" },
	{ email: "other@home.example", name: "Ann" },
];

/** A teacher with all that a type has; `rules` are random-rules.ts'. */
function aTeaching(zones: string[], from: number, until: number): fc.Arbitrary<Teaching> {
	return fc
		.record({
			rules: rulesAround(zones, from, until),
			// More of what only shows beside bookings, of which there are few.
			beside: fc.record({
				before: fc.constantFrom(0, 10, 60, 240),
				after: fc.constantFrom(0, 15, 60, 240),
				dayCap: fc.constantFrom(null, 1, 2),
				weekCap: fc.constantFrom(null, null, 1, 3),
			}),
			others: rulesAround(zones, from, until),
			isNamed: fc.boolean(),
			times: anyTimes,
			questions: fc.oneof(fc.constant<Question[]>([]), fc.subarray(questions)),
			needsApproval: fc.constantFrom(false, false, false, true),
			bookerCap: fc.constantFrom(null, null, 1, 3),
			missedCap: fc.constantFrom(null, null, null, null, 1, 2),
			missed: fc.subarray(
				[...people, ...people].map(({ email }) => email),
				{ maxLength: 3 },
			),
			seriesCap: fc.constantFrom(2, 3, 3),
		})
		.map(({ rules, beside, others, isNamed, times: { otherDuration, ...times }, ...all }) => ({
			...all,
			...times,
			handle: "ada",
			rules: { ...rules, ...beside },
			usual: isNamed ? { spans: others.spans, overrides: others.overrides } : null,
			durations: [rules.duration, otherDuration],
			// What its teacher decides is no series, and its table says so.
			seriesCap: all.needsApproval ? 1 : all.seriesCap,
			taken: [],
		}));
}

/** A teacher, and others of a team who may be much like them, so that their times meet. */
export function aScene(zones: string[], from: number, until: number): fc.Arbitrary<Omit<Scene, "now">> {
	const one = aTeaching(zones, from, until);
	const another = fc.record({ own: one, alike: fc.constantFrom(true, true, false), turns: fc.boolean() });
	return fc.tuple(one, fc.array(another, { minLength: 1, maxLength: 2 })).map(([first, others]) => ({
		teachings: [first, ...others.map((each, i) => mate(first, each, i ? "cy" : "bob"))],
	}));
}

type Mate = { own: Teaching; alike: boolean; turns: boolean };

function mate(first: Teaching, { own, alike, turns }: Mate, handle: string): Teaching {
	if (!alike) return { ...own, handle };
	const { zone, spans, step, duration, before, after } = first.rules;
	const rules: Rules = { ...own.rules, zone, spans, step, duration, before, after };
	const [usual, other] = first.durations;
	const durations: Teaching["durations"] = turns && other <= 60 ? [other, usual] : [usual, other];
	const { notice, horizon, dates } = first;
	return { ...own, handle, rules: { ...rules, duration: durations[0] }, durations, notice, horizon, dates };
}

export const aTry = fc.record({
	verb: fc.oneof(
		{ weight: 6, arbitrary: fc.constant("book_slot" as const) },
		{ weight: 2, arbitrary: fc.constant("hold_slot" as const) },
		{ weight: 2, arbitrary: fc.constant("confirm_hold" as const) },
		{ weight: 1, arbitrary: fc.constant("decline" as const) },
		{ weight: 3, arbitrary: fc.constant("book_series" as const) },
		{ weight: 3, arbitrary: fc.constant("book_team_slot" as const) },
		{ weight: 1, arbitrary: fc.constant("hold_team_slot" as const) },
	),
	wanted: fc.constantFrom("listed", "by a feature", "by a feature", "by a feature", "other", "taken"),
	n: fc.nat(),
	isOther: fc.boolean(),
	isUnsaid: fc.constantFrom(false, false, false, true),
	isWeekly: fc.boolean(),
	dates: fc.integer({ min: 1, max: 3 }),
	who: fc.tuple(
		fc.constantFrom(...people),
		fc.constantFrom("right", "right", "right", "right", "wrong", "unasked", "none"),
	),
});
export type TryWish = typeof aTry extends fc.Arbitrary<infer Wish> ? Wish : never;

/** Somebody, with their answers to these questions. */
export function whoOf([person, how]: TryWish["who"], asked: Question[]): Who {
	const given = (from: Who["answers"]) => Object.fromEntries(asked.map(({ id }) => [id, from[id]]));
	const answers = {
		right: given(right),
		wrong: given(wrong),
		unasked: { ...given(right), age: "9" },
		none: {},
	};
	return { ...person, answers: answers[how as keyof typeof answers] };
}
