import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Rules } from "../support/oracle.ts";
import { ownDatabase } from "../support/own-database.ts";
import { anyTimes, rulesAround } from "../support/random-rules.ts";
import { seedTeacher } from "../support/seed.ts";
import { instant, set } from "../support/slots-by-sql.ts";

const cases = Number(process.env.BOOKING_CASES || 2_000);
const eachRun = 8;
const day = 86_400_000;
const minute = 60_000;
const { admin } = await ownDatabase();
let zones: string[] = [];
beforeAll(async () => {
	await seedTeacher(admin, "ada");
	const { rows } = await admin.query("select array_agg(name::text) as names from pg_timezone_names");
	zones = Intl.supportedValuesOf("timeZone").filter((zone) => rows[0].names.includes(zone));
	expect(zones.length).toBeGreaterThan(300);
});

type Listed = { starts_at: string; ends_at: string; seats_left: number };

test(`of ${cases} random tries, who wants a listed time gets it, and who wants another is refused`, async () => {
	const seen: Record<string, number> = {};
	await fc.assert(
		fc.asyncProperty(
			rulesAround(zones, Date.now(), Date.now() + 8 * day),
			anyTimes,
			fc.array(fc.tuple(fc.constantFrom("listed", "other", "taken"), fc.nat(), fc.boolean()), {
				minLength: eachRun,
				maxLength: eachRun,
			}),
			async (rules, limits, tries) => {
				await admin.query("begin");
				try {
					await set(admin, rules);
					await setType(rules, limits);
					const taken: number[] = [];
					for (const [wanted, n, asHold] of tries) {
						const duration = n % 2 ? rules.duration : limits.otherDuration;
						const listed = await list(duration);
						const starts = new Set(listed.map(({ starts_at }) => Date.parse(starts_at)));
						// What lies near the last that is listed may lie beyond the list.
						const inner = listed.filter(({ starts_at }) => Date.parse(starts_at) < Date.now() + 9 * day);
						const one = inner[n % Math.max(1, inner.length)];
						const near = one ? Date.parse(one.starts_at) : Date.now() + (n % (7 * 1440)) * minute;
						const other = near + ((n % 97) - 48) * 5 * minute + (n % 3 === 0 ? 1_000 : 0);
						const before = wanted === "taken" ? taken[n % Math.max(1, taken.length)] : undefined;
						const at = before ?? (wanted === "listed" && one ? near : other);
						const code = await take(asHold ? "hold_slot" : "book_slot", at, duration);
						seen[code] = (seen[code] ?? 0) + 1;
						if (code === "ok") taken.push(at);
						if (starts.has(at)) expect(code).toBe("ok");
						else expect(["GONE0", "TAKEN", "CLOSD", "LATE0"]).toContain(code);
					}
				} finally {
					await admin.query("rollback");
				}
			},
		),
		{ numRuns: Math.ceil(cases / eachRun) },
	);
	console.info(`answers: ${JSON.stringify(seen)}`);
	expect(seen.ok).toBeGreaterThan(cases / 6);
	for (const code of ["GONE0", "TAKEN", "CLOSD"]) expect(seen[code], code).toBeGreaterThan(0);
}, 600_000);

type Limits = { notice: number; horizon: number; dates: [number, number] | null; otherDuration: number };

async function setType(rules: Rules, { notice, horizon, dates, otherDuration }: Limits): Promise<void> {
	const dayOf = (n: number) => new Date(Date.now() + n * day).toISOString().slice(0, 10);
	await admin.query(
		`update app.appointment_types set duration_minutes = $1, other_durations = array[$2::integer], step_minutes = $3,
			seats = $4, buffer_before_minutes = $5, buffer_after_minutes = $6, notice_minutes = $7, horizon_days = $8,
			dates = $9, day_cap = $10, week_cap = $11`,
		[
			...[rules.duration, otherDuration, rules.step, rules.seats, rules.before, rules.after, notice, horizon],
			...[dates && `[${dayOf(dates[0])},${dayOf(dates[0] + dates[1])})`, rules.dayCap, rules.weekCap],
		],
	);
}

async function list(duration: number): Promise<Listed[]> {
	const { rows } = await admin.query(
		"select api.list_slots('ada', 'lesson', $1, $2, $3) -> 'slots' as slots",
		[instant(Date.now() - day), instant(Date.now() + 10 * day), duration],
	);
	return rows[0].slots;
}

async function take(verb: "hold_slot" | "book_slot", at: number, duration: number): Promise<string> {
	const who = [`Booker ${randomUUID().slice(0, 8)}`, `${randomUUID().slice(0, 8)}@home.example`, "UTC"];
	const [text, values] =
		verb === "hold_slot"
			? ["select api.hold_slot($1, 'ada', 'lesson', $2, null, 1, $3)", []]
			: ["select api.book_slot($1, 'ada', 'lesson', $2, $4, $5, $6, null, 1, $3)", who];
	await admin.query("savepoint before");
	try {
		await admin.query(text, [randomUUID(), instant(at), duration, ...values]);
		return "ok";
	} catch (error) {
		await admin.query("rollback to savepoint before");
		return (error as { code: string }).code;
	}
}
