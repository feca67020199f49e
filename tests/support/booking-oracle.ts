import { Temporal } from "temporal-polyfill";
import {
	elsewhere,
	no,
	notFree,
	notOffered,
	overCap,
	place,
	type Reason,
	unfit,
	type Verdict,
} from "./refusals-oracle.ts";
import type { Answer, Scene, Teaching, TeamTry, Try, Who } from "./scene.ts";

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

/** All of its dates, or none; the no names the first that is not offered, or else the first that is not to be had. */
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
	// Where somebody who may be booked was only lost to another, another time may do.
	const capped = told.filter(({ said }) => said.code === "LIMIT");
	if (isTaken || !capped.length) return no("TAKEN", "nobody who may be booked is free");
	// Why is told of who is free: with who is taken, it helps nobody to mend it.
	const meant = capped.some(({ isFree }) => isFree) ? capped.filter(({ isFree }) => isFree) : capped;
	const reasons = meant.flatMap(({ said }) => said.reasons ?? [undefined]);
	return { ...no("LIMIT", "they may book none of those who are free"), reasons };
}

const yes = ({ handle }: Teaching, isAsked: boolean): Verdict => ({
	...no("ok", "it is free"),
	whose: [{ teacher: handle, isAsked }],
});

/** Whether an answer is what it must be. */
export function agree({ code, date, whose, reasons = [undefined] }: Verdict, answer: Answer): boolean {
	if (code !== answer.code || date !== answer.date || !reasons.includes(answer.why as Reason)) return false;
	const { teacher, isAsked } = answer;
	return !whose || whose.some((each) => each.isAsked === isAsked && (!teacher || each.teacher === teacher));
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
