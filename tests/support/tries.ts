import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { expect } from "vitest";
import { listed, notFree, notOffered, place } from "./booking-oracle.ts";
import { type TryWish, whoOf } from "./random-scenes.ts";
import type { Answer, Placed, Scene, Teaching, Try } from "./scene.ts";
import { listBySql, tried } from "./scene-by-sql.ts";
import { instant } from "./slots-by-sql.ts";
import { type Feature, without } from "./without-feature.ts";

const day = 86_400_000;
const minute = 60_000;

/** Makes a try of what is wished, out of what SQL lists just then; nothing where there is nothing to try it on. */
export async function choose(
	admin: pg.Client,
	scene: Scene,
	wish: TryWish,
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
	const isTeam = wish.verb === "book_team_slot" || wish.verb === "hold_team_slot";
	const said = one.durations[wish.isOther ? 1 : 0];
	const minutes = isTeam && wish.isUnsaid ? null : said;
	const from = scene.now + (wish.n % 9) * day;
	const by = wish.wanted === "by a feature" ? startsBy(scene, wish.n, said) : undefined;
	const near = by?.[wish.n % by.length] ?? Math.floor(from / minute) * minute;
	const list = (from: number, until: number) =>
		listBySql(admin, isTeam ? "any" : "ada", minutes, from, until);
	let all = by?.length && wish.verb !== "book_series" ? [] : await list(near, near + 2 * day);
	if (!by?.length && !all.length) all = await list(scene.now, scene.now + 9 * day);
	// Of a list that begins anywhere.
	const isListed = async (at: number) =>
		(await list(at - 5 * minute, at + 5 * minute)).some(({ start }) => start === at);
	const at = by?.length ? near : startOf(scene, wish, all, near);
	if (wish.verb !== "book_series")
		return { wish: { verb: wish.verb, at, minutes, who }, isListed: await isListed(at) };
	const starts = wish.isWeekly
		? await weekly(admin, scene, at, wish.dates, said)
		: [at, ...all.map(({ start }) => start).filter((_, i) => i % 3 === wish.n % 3)].slice(0, wish.dates);
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
	...([
		"the buffer after",
		"notice",
		"the horizon",
		"dates",
		"the cap of a day",
		"the cap of a week",
	] as const),
	...(["requests that hold their seat", "seats"] as const),
	// Seldom even then.
	...([
		"the cap of a day",
		"the buffer before",
		"the buffer after",
		"days off",
		"the cap of a week",
	] as const),
];

/** The starts of some day, often one with bookings, that are listed for one feature alone, or but for it. */
function startsBy(scene: Scene, n: number, minutes: number): number[] {
	const features = rare.flatMap((feature) => without[feature](scene) ?? []);
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

/** The dates that SQL says a weekly series has, of which each is or is not free as Temporal says. */
async function weekly(
	admin: pg.Client,
	scene: Scene,
	at: number,
	dates: number,
	minutes: number,
): Promise<number[]> {
	const [one] = scene.teachings;
	const values = ["ada", "lesson", instant(at), dates, 1, minutes];
	const shown =
		((await tried(admin, "list_series", values)) as unknown as { starts_at: string; no: string | null }[]) ??
		[];
	const first = Temporal.Instant.fromEpochMilliseconds(at)
		.toZonedDateTimeISO(one.rules.zone)
		.toPlainDateTime();
	const expected = Array.from({ length: Math.min(dates, one.seriesCap) }, (_, weeks) => {
		const wall = first.add({ weeks });
		const date = wall.toZonedDateTime(one.rules.zone);
		const start = date.epochMilliseconds;
		const never = notOffered(scene, one, start, minutes)?.code;
		// Another time than the clock's is none of its dates.
		const isOther = !date.toPlainDateTime().equals(wall) && (never ?? "GONE0") === "GONE0";
		return { start, no: isOther ? "GONE0" : (never ?? notFree(one, start, minutes)?.code ?? null) };
	});
	expect(shown.map(({ starts_at, no }) => ({ start: Date.parse(starts_at), no }))).toEqual(expected);
	return expected.map(({ start }) => start);
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

/** Compares two days of both lists with what Temporal says of them; gives whether there was anything to compare. */
export async function listsAgree(admin: pg.Client, scene: Scene, from: number): Promise<boolean> {
	const until = from + 2 * day;
	const [one] = scene.teachings;
	const minutes = one.durations[0];
	const own = listed(scene, one, minutes, from, until).map((each) => ({ ...each, teachers: 1 }));
	expect(await listBySql(admin, "ada", minutes, from, until)).toEqual(own);
	const team = new Map<number, (typeof own)[number]>();
	for (const each of scene.teachings.filter(({ durations }) => durations.includes(minutes)))
		for (const slot of listed(scene, each, minutes, from, until)) {
			const { seats = 0, teachers = 0 } = team.get(slot.start) ?? {};
			team.set(slot.start, { ...slot, seats: seats + slot.seats, teachers: teachers + 1 });
		}
	const all = [...team.values()].toSorted((a, b) => a.start - b.start);
	expect(await listBySql(admin, "any", minutes, from, until)).toEqual(all);
	return all.length > own.length;
}
