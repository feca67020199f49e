import { Temporal } from "temporal-polyfill";
import { free, type Offer, offered } from "./oracle.ts";
import type { Answer, Question, Scene, Standing, Teaching, TeamTry, Try, Who } from "./scene.ts";

/** What must happen, and why; of a yes, whose it may become, and whether it is asked for alone; of a no to a series, to which date. */
export type Verdict = { code: string; why: string; whose?: Whose[]; date?: number };
type Whose = { teacher: string; isAsked: boolean };

const day = 86_400_000;
const no = (code: string, why: string): Verdict => ({ code, why });

/** What the verbs must answer, told from the sentences of docs/refusals.md and by Temporal, with nothing shared with the SQL. */
export function verdict(scene: Scene, wish: Try): Verdict {
	const [one] = scene.teachings;
	switch (wish.verb) {
		case "hold_slot":
			return ofHold(scene, one, wish.at, wish.minutes ?? one.durations[0]);
		case "book_slot":
			return ofBooking(scene, one, wish.at, wish.minutes ?? one.durations[0], wish.who);
		case "confirm_hold":
			return ofConfirming(scene, wish.held.id, wish.who);
		case "book_series":
			return ofSeries(scene, one, wish.starts, wish.minutes, wish.who);
		default:
			return ofTeam(scene, wish);
	}
}

function ofHold(scene: Scene, one: Teaching, at: number, minutes: number): Verdict {
	return notOffered(scene, one, at, minutes) ?? notFree(one, at, minutes) ?? yes(one, false);
}

function ofBooking(scene: Scene, one: Teaching, at: number, minutes: number, who: Who): Verdict {
	return (
		notOffered(scene, one, at, minutes) ??
		unfit(one.questions, who.answers) ??
		overCap(one, who, 1) ??
		elsewhere(scene.teachings, who, at, minutes) ??
		notFree(one, at, minutes) ??
		yes(one, one.needsApproval)
	);
}

function ofConfirming(scene: Scene, id: string, who: Who): Verdict {
	for (const one of scene.teachings)
		for (const { start, end, placed } of one.taken)
			if (placed.some((each) => each.id === id))
				return (
					elsewhere(scene.teachings, who, start, (end - start) / 60_000) ??
					overCap(one, who, 1) ??
					unfit(one.questions, who.answers) ??
					yes(one, one.needsApproval)
				);
	return no("NTFND", "it is not held");
}

/** All of its dates, or none; the no names the first that is not to be had. */
function ofSeries(scene: Scene, one: Teaching, wished: number[], minutes: number, who: Who): Verdict {
	if (wished.length > one.seriesCap) return no("LIMIT", "more dates than a series has");
	if (one.needsApproval) return no("LIMIT", "it is asked for one by one");
	const starts = scene.isForgetful === "series" ? wished.slice(0, 1) : wished.toSorted((a, b) => a - b);
	for (const at of starts) {
		const never = notOffered(scene, one, at, minutes);
		if (never) return { ...never, date: at };
	}
	const unable = unfit(one.questions, who.answers) ?? overCap(one, who, wished.length);
	if (unable) return unable;
	// Each stands in the way of those after it.
	const sofar = { ...one, taken: [...one.taken] };
	const all = scene.teachings.map((each) => (each === one ? sofar : each));
	for (const at of starts) {
		const lost = elsewhere(all, who, at, minutes) ?? notFree(sofar, at, minutes);
		if (lost) return { ...lost, date: at };
		place(sofar, at, minutes, { id: "", link: 1, ...who, state: "confirmed" });
	}
	return yes(one, false);
}

/** Whoever has the fewest that week of those who can; between equals, any. */
function ofTeam(scene: Scene, wish: TeamTry): Verdict {
	const { at } = wish;
	const lasting = (one: Teaching) => wish.minutes ?? one.durations[0];
	const team = scene.teachings.filter((one) => one.durations.includes(lasting(one)));
	const able = team.filter((one) => !notOffered(scene, one, at, lasting(one)));
	const [first] = team;
	if (!first) return no("NTFND", "nobody has a type of that length");
	if (new Set(able.map(lasting)).size > 1) return no("INVAL", "it is not said how long");
	if (!able.length) return notOffered(scene, first, at, lasting(first)) ?? no("GONE0", "nobody offers it");
	const told = able.map((one) => ({
		one,
		busy: scene.isForgetful === "turns" ? 0 : inWeek(one, at),
		isFree: !notFree(one, at, lasting(one)),
		said:
			wish.verb === "book_team_slot"
				? ofBooking(scene, one, at, lasting(one), wish.who)
				: ofHold(scene, one, at, lasting(one)),
	}));
	const clash = told.find(({ said }) => said.code === "CLASH");
	if (clash) return clash.said;
	const willing = told.filter(({ said }) => said.code === "ok");
	if (scene.isForgetful === "turns" && willing[0]) return willing[0].said;
	if (willing.length) {
		const fewest = Math.min(...willing.map(({ busy }) => busy));
		const whose = willing.filter(({ busy }) => busy === fewest);
		return { ...no("ok", "the fewest that week"), whose: whose.flatMap(({ said }) => said.whose ?? []) };
	}
	const mendable = told.find(({ said, isFree }) => said.code === "INVAL" && isFree);
	if (mendable) return mendable.said;
	const isTaken = told.some(
		({ said, isFree }) => said.code === "TAKEN" || (said.code === "INVAL" && !isFree),
	);
	// Where somebody is free, whom they have as often as they may, it is not that all are taken.
	const capped = told.filter(({ said }) => said.code === "LIMIT");
	const isCapped = !isTaken || capped.some(({ isFree }) => isFree);
	return (isCapped && capped[0]?.said) || no("TAKEN", "nobody is free");
}

const yes = ({ handle }: Teaching, isAsked: boolean): Verdict => ({
	...no("ok", "it is free"),
	whose: [{ teacher: handle, isAsked }],
});

/** Whether an answer is what it must be. */
export function agree({ code, date, whose }: Verdict, answer: Answer): boolean {
	if (code !== answer.code || date !== answer.date) return false;
	const { teacher, isAsked } = answer;
	return !whose || whose.some((each) => each.isAsked === isAsked && (!teacher || each.teacher === teacher));
}

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
function unfit(questions: Question[], answers: Record<string, unknown>): Verdict | undefined {
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

function overCap({ bookerCap, taken }: Teaching, { email }: Who, more: number): Verdict | undefined {
	const theirs = taken
		.flatMap(({ placed }) => placed)
		.filter((one) => one.email === email && one.state !== "held");
	return theirs.length + more > (bookerCap ?? 1_000) ? no("LIMIT", "as many as one booker has") : undefined;
}

/** A child is in one place, whoever the teacher; another child with the same address may be in another. */
function elsewhere(teachings: Teaching[], who: Who, at: number, minutes: number): Verdict | undefined {
	const isThere = ({ start, end, placed }: Standing) =>
		start < at + minutes * 60_000 &&
		at < end &&
		placed.some(({ email, name, state }) => email === who.email && name === who.name && state !== "held");
	return teachings.some(({ taken }) => taken.some(isThere))
		? no("CLASH", "they are elsewhere then")
		: undefined;
}

function inWeek({ rules: { zone }, taken }: Teaching, at: number): number {
	const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
	const monday = date.subtract({ days: date.dayOfWeek - 1 });
	const [from, until] = [monday, monday.add({ days: 7 })].map(
		(each) => each.toZonedDateTime(zone).epochMilliseconds,
	) as [number, number];
	return taken
		.filter(({ busyFrom, busyUntil }) => busyFrom < until && from < busyUntil)
		.reduce((sum, { placed }) => sum + placed.length, 0);
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
