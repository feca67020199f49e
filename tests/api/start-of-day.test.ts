import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDays, dayOf, startOfDay } from "../../lib/time.ts";

/** The days around a change of the clocks, and years full of them. */
const changes: [zone: string, around: string, days: number][] = [
	["UTC", "2026-01-01", 10],
	["Europe/Berlin", "2026-01-01", 800],
	["Europe/Dublin", "2026-01-01", 400],
	["Asia/Kathmandu", "2026-01-01", 10],
	["Australia/Lord_Howe", "2026-01-01", 400],
	["Antarctica/Troll", "2026-01-01", 400],
	["Africa/Casablanca", "2026-01-01", 400],
	["Africa/Cairo", "2026-01-01", 400],
	["America/Nuuk", "2026-01-01", 400],
	["America/Havana", "2026-01-01", 400],
	["America/Asuncion", "2024-01-01", 400],
	["America/Santiago", "2026-01-01", 400],
	["Asia/Beirut", "2026-01-01", 400],
	["Atlantic/Azores", "2026-01-01", 400],
	// Midnight was skipped, and elsewhere came twice.
	["America/Sao_Paulo", "2018-10-01", 150],
	// One minute after midnight.
	["America/St_Johns", "2010-01-01", 400],
	// A day that there never was.
	["Pacific/Apia", "2011-12-20", 20],
];

test.each(changes)("%s from %s on: a day starts when Temporal says so", (zone, from, count) => {
	const found: [string, string][] = [];
	const expected: [string, string][] = [];
	for (let i = 0; i < count; i++) {
		const day = addDays(from, i);
		const start = Temporal.PlainDate.from(day).toZonedDateTime(zone);
		expected.push([day, start.toInstant().toString()]);
		found.push([day, new Date(startOfDay(day, zone)).toISOString().replace(".000Z", "Z")]);
	}
	expect(found).toEqual(expected);
});

test("midnight is of the day that it begins", () => {
	for (const [zone, from] of changes) {
		const day = addDays(from, 2);
		expect([zone, dayOf(startOfDay(day, zone), zone)]).toEqual([zone, day]);
		expect([zone, dayOf(startOfDay(day, zone) - 1, zone)]).toEqual([zone, addDays(day, -1)]);
	}
});
