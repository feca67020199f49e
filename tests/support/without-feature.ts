import type { Rules } from "./oracle.ts";
import type { Scene, Teaching } from "./scene.ts";

type Forgotten = (scene: Scene) => Scene | undefined;

/**
 * The same scene for an oracle that has never heard of one thing, and nothing where that thing is not in it. Where such an
 * oracle is wrong of an answer, the thing had a part in it: so a feature that nothing depends on is found, and so is a test that
 * would not notice its loss.
 */
export const without = {
	"several spans a day": ruled(({ spans }) => {
		const first = spans.filter(
			(span) => !spans.some((one) => one.weekday === span.weekday && one.starts_minute < span.starts_minute),
		);
		return first.length < spans.length && { spans: first };
	}),
	"days with hours of their own": ruled(({ overrides }) =>
		fewer("overrides", overrides, ({ spans }) => !spans.length),
	),
	"days off": ruled(({ overrides }) => fewer("overrides", overrides, ({ spans }) => spans.length > 0)),
	holidays: ruled(({ holidays }) => fewer("holidays", holidays, ({ isWorked }) => isWorked)),
	"holidays that are worked": ruled(
		({ holidays }) =>
			holidays.some(({ isWorked }) => isWorked) && {
				holidays: holidays.map((each) => ({ ...each, isWorked: false })),
			},
	),
	absences: ruled(({ own }) => fewer("own", own, ({ isFed }) => isFed === true)),
	"calendars from elsewhere": ruled(({ own }) => fewer("own", own, ({ isFed }) => !isFed)),
	"named schedules": taught(({ usual, rules }) => usual && { rules: { ...rules, ...usual } }),
	zones: ruled(({ zone }) => zone !== "UTC" && { zone: "UTC" }),
	"several durations": taught(({ durations: [usual] }) => ({ durations: [usual, usual] })),
	"the step": ruled(({ step, duration }) => step !== duration && { step: duration }),
	seats: ruled(({ seats }) => seats > 1 && { seats: 1 }),
	"the buffer before": ruled(({ before }) => before > 0 && { before: 0 }),
	"the buffer after": ruled(({ after }) => after > 0 && { after: 0 }),
	notice: taught(({ notice }) => notice > 0 && { notice: 0 }),
	"the horizon": taught(({ horizon }) => horizon < 60 && { horizon: 60 }),
	dates: taught(({ dates }) => dates && { dates: null }),
	"the cap of a day": ruled(({ dayCap }) => dayCap && { dayCap: null }),
	"the cap of a week": ruled(({ weekCap }) => weekCap && { weekCap: null }),
	"the cap of a booker": taught(({ bookerCap }) => bookerCap && { bookerCap: null }),
	"appointments that were missed": taught(({ missedCap }) => missedCap && { missedCap: null }),
	questions: taught(({ questions }) => questions.length > 0 && { questions: [] }),
	approval: taught(({ needsApproval }) => needsApproval && { needsApproval: false }),
	"requests that hold their seat": taught(({ taken }) => {
		const held = taken.filter(({ placed }) => placed.some(({ state }) => state !== "pending"));
		return held.length < taken.length && { taken: held };
	}),
	"a series is whole": (scene) => ({ ...scene, isForgetful: "series" }),
	"a team is all of its teachers": ({ teachings: [one, ...others], ...scene }) =>
		others.length ? { ...scene, teachings: [one] } : undefined,
	"whose turn it is": (scene) => ({ ...scene, isForgetful: "turns" }),
} satisfies Record<string, Forgotten>;

export type Feature = keyof typeof without;

function taught(change: (one: Teaching) => Partial<Teaching> | false | null | 0): Forgotten {
	return (scene) => {
		const changes = scene.teachings.map(change);
		if (!changes.some(Boolean)) return undefined;
		const teachings = scene.teachings.map((one, i) => ({ ...one, ...(changes[i] || {}) }));
		return { ...scene, teachings: teachings as Scene["teachings"] };
	};
}

function ruled(change: (rules: Rules) => Partial<Rules> | false | null | 0): Forgotten {
	return taught(({ rules }) => {
		const changed = change(rules);
		return changed && { rules: { ...rules, ...changed } };
	});
}

function fewer<Name extends "overrides" | "holidays" | "own">(
	name: Name,
	all: Rules[Name],
	stays: (one: Rules[Name][number]) => boolean,
): Partial<Rules> | false {
	const left = (all as Rules[Name][number][]).filter(stays);
	return left.length < all.length && { [name]: left };
}
