import type pg from "pg";
import { expect } from "vitest";
import { weekly } from "./lists-agree.ts";
import { type TryWish, whoOf } from "./random-scenes.ts";
import { listed, place } from "./refusals-oracle.ts";
import type { Answer, Placed, Scene, Teaching, Try } from "./scene.ts";
import { listBySql, tried } from "./scene-by-sql.ts";
import { type Feature, without } from "./without-feature.ts";

const day = 86_400_000;
const minute = 60_000;

/**
 * Makes a try of what is wished, out of what SQL lists just then; nothing where there is nothing to try it on. `lacking` are the
 * features of which more is to be seen.
 */
export async function choose(
	admin: pg.Client,
	scene: Scene,
	wish: TryWish,
	lacking: Feature[],
): Promise<{ wish: Try; isListed: boolean } | undefined> {
	const [one] = scene.teachings;
	const who = whoOf(wish.who, one.questions);
	const placed = scene.teachings.flatMap(({ taken }) => taken.flatMap((each) => each.placed));
	if (wish.verb === "decline") {
		await decline(admin, scene, placed);
		return undefined;
	}
	if (wish.verb === "confirm_hold") {
		const held = placed.find(({ state }) => state === "held");
		return held && { wish: { verb: "confirm_hold", held, who }, isListed: false };
	}
	const said = one.durations[wish.isOther ? 1 : 0];
	const by = wish.wanted === "by a feature" ? startsBy(scene, lacking, wish.n, said) : undefined;
	// Whoever only holds it is asked nothing that would be a "no" before that of the feature.
	const verb = by?.length && wish.dates !== 2 ? "hold_slot" : wish.verb;
	const isTeam = verb === "book_team_slot" || verb === "hold_team_slot";
	const minutes = isTeam && wish.isUnsaid ? null : said;
	const from = scene.now + (wish.n % 9) * day;
	const near = by?.[wish.n % by.length] ?? Math.floor(from / minute) * minute;
	const list = (from: number, until: number) =>
		listBySql(admin, isTeam ? "any" : "ada", minutes, from, until);
	let all = by?.length && verb !== "book_series" ? [] : await list(near, near + day);
	if (wish.wanted === "listed" && !all.length) all = await list(near + day, near + 3 * day);
	// Of a list that begins anywhere.
	const isIn = (slots: { start: number }[]) => slots.some(({ start }) => start === at);
	const isListed = async () => isIn(all) || isIn(await list(at - 5 * minute, at + 5 * minute));
	const at: number = by?.length ? near : startOf(scene, wish, all, near);
	if (verb !== "book_series") return { wish: { verb, at, minutes, who }, isListed: await isListed() };
	const others = all.map(({ start }) => start).filter((_, i) => i % 3 === wish.n % 3);
	// The one that is perhaps not to be had is the first of them or the last.
	const some =
		wish.wanted === "other" ? [...others.slice(0, wish.dates - 1), at] : [at, ...others].slice(0, wish.dates);
	const starts = wish.isWeekly ? await weekly(admin, scene, at, wish.dates, said) : some;
	return { wish: { verb: "book_series", starts: [...new Set(starts)], minutes: said, who }, isListed: false };
}

/** One that is listed; one that is perhaps near one; or one where something stands. */
function startOf(
	{ teachings }: Scene,
	{ wanted, n }: TryWish,
	all: { start: number }[],
	from: number,
): number {
	const one = all[n % Math.max(1, all.length)];
	const near = one?.start ?? from + (n % 1440) * minute;
	const taken = teachings.flatMap((each) => each.taken);
	const before = wanted === "taken" ? taken[n % Math.max(1, taken.length)] : undefined;
	if (before) return before.start;
	return wanted !== "other" && one ? near : near + ((n % 97) - 48) * 5 * minute + (n % 3 === 0 ? 1_000 : 0);
}

// What seldom has a part in anything unless it is looked for.
const rare: Feature[] = [
	...(["several spans a day", "days with hours of their own", "days off", "holidays"] as const),
	...(["holidays that are worked", "absences", "calendars from elsewhere", "the buffer before"] as const),
	...(["the buffer after", "notice", "the horizon", "dates", "the cap of a day"] as const),
	...(["the cap of a week", "requests that hold their seat", "seats"] as const),
];

/** The starts of some day, often one with bookings, that are listed for one feature alone, or but for it. */
function startsBy(scene: Scene, lacking: Feature[], n: number, minutes: number): number[] {
	const there = (some: Feature[]) => some.flatMap((feature) => without[feature](scene) ?? []);
	const wanted = there(rare.filter((feature) => lacking.includes(feature)));
	const features = wanted.length ? wanted : there(rare);
	const forgetful = features[n % features.length];
	const { taken } = scene.teachings[0];
	for (let i = 0; forgetful && i < 11; i++) {
		const beside = taken[(n + i) % Math.max(1, taken.length)];
		const from = beside && i < 2 ? beside.start - day / 4 : scene.now + ((n + i) % 9) * day;
		const [starts, others] = [scene, forgetful].map(
			(each) => new Set(listed(each, each.teachings[0], minutes, from, from + day).map(({ start }) => start)),
		) as [Set<number>, Set<number>];
		const different = [...starts, ...others].filter((at) => starts.has(at) !== others.has(at));
		if (different.length) return different;
	}
	return [];
}

async function decline(admin: pg.Client, { teachings }: Scene, placed: Placed[]): Promise<void> {
	const asked = placed.find(({ state }) => state === "pending");
	if (!asked) return;
	const { state } = await tried(admin, "decide_booking", [null, asked.id, asked.link, false, ""]);
	expect(state).toBe("declined");
	for (const one of teachings)
		one.taken = one.taken.flatMap((each) => {
			if (!each.placed.includes(asked)) return [each];
			const left = each.placed.filter((other) => other !== asked);
			return left.length ? [{ ...each, left: each.left + 1, placed: left }] : [];
		});
}

/** Writes down what became of it. */
export function keep({ teachings }: Scene, wish: Try, answer: Answer, placed: Placed[]): void {
	if (answer.code !== "ok") return;
	if (wish.verb === "confirm_hold") {
		Object.assign(wish.held, placed[0]);
		return;
	}
	const one = teachings.find(({ handle }) => handle === (answer.teacher ?? "ada")) as Teaching;
	const starts = wish.verb === "book_series" ? wish.starts.toSorted((a, b) => a - b) : [wish.at];
	for (const [i, start] of starts.entries())
		place(one, start, wish.minutes ?? one.durations[0], placed[i] as Placed);
}
