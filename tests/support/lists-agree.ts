import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { expect } from "vitest";
import { listed, notFree, notOffered } from "./refusals-oracle.ts";
import type { Scene } from "./scene.ts";
import { listBySql, tried } from "./scene-by-sql.ts";
import { instant } from "./slots-by-sql.ts";

const day = 86_400_000;

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

/** The dates that SQL says a weekly series has, of which each is or is not free as Temporal says. */
export async function weekly(
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
