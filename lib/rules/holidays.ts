import "server-only";
import Holidays from "date-holidays";
import { daysFrom } from "../time.ts";
import { type Holiday, regionCode } from "./schema.ts";

/** A country, a part of one, or a part of that, whose holidays are known: `DE-BY`, `DE-BY-A`, in its own words. */
export type Region = { code: string; name: string };

const kinds = ["public", "school"];

/** The public holidays of a region, and those on which its schools alone are closed, in its own language. */
export function holidaysOf(region: string, years: number[]): Holiday[] {
	const [country = "", state = "", part = ""] = region.split("-");
	const calendar = new Holidays(country, state, part);
	const found = years
		.flatMap((year) => calendar.getHolidays(year))
		.filter(({ type }) => kinds.includes(type))
		.flatMap(({ date, start, end, name }) =>
			daysFrom(
				date.slice(0, 10),
				Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000)),
			).map((day) => ({ day, name: name.slice(0, 200) })),
		);
	return [...new Map(found.map((each) => [`${each.day} ${each.name}`, each])).values()];
}

/**
 * The years whose holidays are to be known: one more than can be booked in, two years ahead, since they are looked up once a
 * week, and not on New Year's Day.
 */
export function yearsAhead(now: Date): number[] {
	const year = now.getUTCFullYear();
	return [year, year + 1, year + 2, year + 3];
}

/** Countries by their names, each followed by its parts, and each of these by its own. */
export function regions(): Region[] {
	const all = new Holidays();
	const under = (code: string, name: string, parts: Record<string, string> | undefined): Region[] =>
		Object.entries(parts ?? {})
			.map(([part, own]) => ({ code: `${code}-${part}`, name: `${name}: ${own}` }))
			.filter(({ code }) => regionCode.test(code));
	return Object.entries(all.getCountries("en"))
		.toSorted(([, a], [, b]) => a.localeCompare(b, "en"))
		.flatMap(([country, name]) => [
			{ code: country, name },
			...under(country, name, all.getStates(country)).flatMap((state) => [
				state,
				...under(state.code, state.name, all.getRegions(country, state.code.slice(country.length + 1))),
			]),
		]);
}

export function isRegion(code: string): boolean {
	const [country = "", state, part] = code.split("-");
	const all = new Holidays();
	return (
		regionCode.test(code) &&
		has(all.getCountries("en"), country) &&
		(state === undefined || has(all.getStates(country), state)) &&
		(part === undefined || has(all.getRegions(country, state ?? ""), part))
	);
}

function has(names: unknown, name: string): boolean {
	return Object.hasOwn(Object(names ?? {}), name);
}
