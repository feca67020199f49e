import { Temporal } from "temporal-polyfill";
import { free, type Offer, offered } from "./oracle.ts";
import type { Question, Scene, Standing, Teaching, Who } from "./scene.ts";

/**
 * What must happen, and why; of a yes, whose it may become, and whether it is asked for alone; of a no, to which date of a series, and
 * which reason may be told, where any is.
 */
export type Verdict = { code: string; why: string; whose?: Whose[]; date?: number; reasons?: Reason[] };
export type Reason = "missed" | undefined;
type Whose = { teacher: string; isAsked: boolean };

const day = 86_400_000;
export const no = (code: string, why: string): Verdict => ({ code, why });

/** From when and until when one may book it. */
export function windowOf({ now }: Scene, { rules, notice, horizon, dates }: Teaching): [number, number] {
	const earliest = now + notice * 60_000;
	if (!dates) return [earliest, Math.max(now + horizon * day, earliest)];
	const [from, until] = [dates[0], dates[0] + dates[1]].map(
		(n) => Temporal.PlainDate.from(dayFromToday(n)).toZonedDateTime(rules.zone).epochMilliseconds,
	) as [number, number];
	return [Math.max(earliest, from), until];
}

export const dayFromToday = (n: number) => new Date(Date.now() + n * day).toISOString().slice(0, 10);

/** What is listed in `[from, until)` of it. */
export function listed(scene: Scene, one: Teaching, minutes: number, from: number, until: number): Offer[] {
	// Its starts are whole milliseconds, and now is none.
	const [opens, closes] = windowOf(scene, one).map(Math.ceil) as [number, number];
	return free(
		{ ...one.rules, duration: minutes },
		Math.max(Math.ceil(from), opens),
		Math.min(Math.ceil(until), closes),
		one.taken,
	);
}

export function notOffered(scene: Scene, one: Teaching, at: number, minutes: number): Verdict | undefined {
	const [opens, closes] = windowOf(scene, one);
	if (!one.durations.includes(minutes)) return no("NTFND", "it has no such length");
	if (at <= scene.now) return no("CLOSD", "it is past");
	if (at < scene.now + one.notice * 60_000) return no("LATE0", "it is inside the notice");
	if (at >= closes || at < opens) return no("CLOSD", "it is beyond the horizon, or none of its dates");
	if (offered({ ...one.rules, duration: minutes }, at, at + 1).length) return undefined;
	return no("GONE0", "it is none of its starts");
}

export function notFree(one: Teaching, at: number, minutes: number): Verdict | undefined {
	if (free({ ...one.rules, duration: minutes }, at, at + 1, one.taken).length) return undefined;
	return no("TAKEN", "something stands there, or the day or the week is full");
}

/** Answers to what was not asked, of another shape, or missing where one is required. */
export function unfit(questions: Question[], answers: Record<string, unknown>): Verdict | undefined {
	const unasked = Object.keys(answers).some((id) => !questions.some((question) => question.id === id));
	const isGood = ({ id, kind, required, choices }: Question) => {
		const answer = answers[id];
		const isGiven = answer !== undefined && answer !== false && String(answer).trim() !== "";
		if (!isGiven) return !required;
		if (kind === "check") return answer === true;
		return typeof answer === "string" && (kind !== "choice" || Boolean(choices?.includes(answer)));
	};
	return unasked || !questions.every(isGood)
		? no("INVAL", "the answers do not fit the questions")
		: undefined;
}

/** As many as one may have, or missed as many as are borne. */
export function overCap(one: Teaching, { email }: Who, more: number): Verdict | undefined {
	const { bookerCap, missedCap, missed, taken } = one;
	const theirs = taken
		.flatMap(({ placed }) => placed)
		.filter((one) => one.email === email && one.state !== "held");
	if (theirs.length + more > (bookerCap ?? 1_000)) return no("LIMIT", "as many as one booker has");
	if (missed.filter((who) => who === email).length < (missedCap ?? 1_000)) return undefined;
	return { ...no("LIMIT", "they have missed too many"), reasons: ["missed"] };
}

/** A child is in one place, whoever the teacher; another child with the same address may be in another. */
export function elsewhere(teachings: Teaching[], who: Who, at: number, minutes: number): Verdict | undefined {
	const isThere = ({ start, end, placed }: Standing) =>
		start < at + minutes * 60_000 &&
		at < end &&
		placed.some(({ email, name, state }) => email === who.email && name === who.name && state !== "held");
	return teachings.some(({ taken }) => taken.some(isThere))
		? no("CLASH", "they are elsewhere then")
		: undefined;
}

/** Puts somebody where a verb has put them. */
export function place(one: Teaching, start: number, minutes: number, who: Standing["placed"][number]): void {
	const { seats, before, after } = one.rules;
	const end = start + minutes * 60_000;
	const standing = one.taken.find((each) => each.start === start && each.end === end);
	const others = one.taken.filter((each) => each !== standing);
	const placed = [...(standing?.placed ?? []), who];
	const [busyFrom, busyUntil] = [start - before * 60_000, end + after * 60_000];
	one.taken = [
		...others,
		{ start, end, busyFrom, busyUntil, ours: true, left: seats - placed.length, placed },
	];
}
