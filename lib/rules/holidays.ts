import "server-only";
import Holidays from "date-holidays";
import { daysFrom } from "../time.ts";
import type { Holiday } from "./schema.ts";

/** A country, or a part of one, whose holidays are known: `DE-BY`, in its own words. */
export type Region = { code: string; name: string };

const kinds = ["public", "school"];

/** The public holidays of a region, and those on which its schools alone are closed, in its own language. */
export function holidaysOf(region: string, years: number[]): Holiday[] {
	const [country = "", state = ""] = region.split("-");
	const calendar = new Holidays(country, state);
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

/** Countries by their names, each followed by its parts. */
export function regions(): Region[] {
	const all = new Holidays();
	return Object.entries(all.getCountries("en"))
		.toSorted(([, a], [, b]) => a.localeCompare(b, "en"))
		.flatMap(([country, name]) => [
			{ code: country, name },
			...Object.entries(all.getStates(country) ?? {})
				.map(([state, part]) => ({ code: `${country}-${state}`, name: `${name}: ${part}` }))
				.filter(({ code }) => /^[A-Z]{2}-[A-Za-z0-9]{1,10}$/.test(code)),
		]);
}

export function isRegion(code: string): boolean {
	const [country = "", state, ...more] = code.split("-");
	const all = new Holidays();
	if (more.length > 0 || !(country in all.getCountries("en"))) return false;
	return state === undefined || state in (all.getStates(country) ?? {});
}
