import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { expect } from "vitest";

const fortnight = 14 * 86_400_000;

/** The zones that Postgres and this Node know, and whose clocks they set alike from 2024 to 2030. */
export async function zonesAlike(admin: pg.Client): Promise<string[]> {
	const { rows } = await admin.query("select array_agg(name::text) as names from pg_timezone_names");
	const both = Intl.supportedValuesOf("timeZone").filter((zone) => rows[0].names.includes(zone));
	const apart = await readOtherwise(admin, both, Date.UTC(2023, 11, 1), Date.UTC(2031, 0, 31));
	// Governments change their minds, and the two read editions of the zone files that are months apart.
	if (apart.length)
		console.info(`left out, as Postgres and Node have other rules for them: ${apart.join(", ")}`);
	expect(apart.length).toBeLessThan(8);
	const zones = both.filter((zone) => !apart.includes(zone));
	expect(zones.length).toBeGreaterThan(300);
	return zones;
}

/** The zones whose clocks the two set differently at some time in `[from, until)`, in ms since 1970. */
async function readOtherwise(
	admin: pg.Client,
	zones: string[],
	from: number,
	until: number,
): Promise<string[]> {
	const looks = zones.flatMap((zone) =>
		momentsToLook(zone, from, until).map((at) => ({ zone, at, offset: offsetSeconds(zone, at) })),
	);
	const { rows } = await admin.query<{ zone: string }>(
		`select distinct zone from jsonb_to_recordset($1) as look (zone text, at bigint, "offset" integer)
		where extract(epoch from (to_timestamp(at / 1000.0) at time zone zone) - (to_timestamp(at / 1000.0) at time zone 'UTC')) <> "offset"
		order by 1`,
		[JSON.stringify(looks)],
	);
	return rows.map((row) => row.zone);
}

/** The seconds on both sides of each change that Node knows, and every fortnight for those that it does not. */
function momentsToLook(zone: string, from: number, until: number): number[] {
	const moments: number[] = [];
	for (let at = from; at < until; at += fortnight) moments.push(at);
	let next = Temporal.Instant.fromEpochMilliseconds(from)
		.toZonedDateTimeISO(zone)
		.getTimeZoneTransition("next");
	while (next && next.epochMilliseconds < until) {
		moments.push(next.epochMilliseconds - 1_000, next.epochMilliseconds);
		next = next.getTimeZoneTransition("next");
	}
	return moments;
}

const offsetSeconds = (zone: string, at: number) =>
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
