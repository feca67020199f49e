import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { rosterIn } from "../../stack/rehearsal/roster.ts";

const folder = mkdtempSync(join(tmpdir(), "firstbell-roster-"));
afterAll(() => rmSync(folder, { recursive: true }));

const heading =
	"school,teacher,email,time_zone,about,type,duration_minutes,seats,buffer_before_minutes,buffer_after_minutes,notice_minutes,booker_cap,opens_at,monday,tuesday,wednesday,thursday,friday,saturday,sunday";

/** A Wednesday, at ten in the morning in Greenwich. */
const wednesday = new Date("2026-11-25T10:00:00Z");

function rosterOf(rows: string[], now = wednesday) {
	const file = join(folder, "school.csv");
	writeFileSync(file, [heading, ...rows].join("\n"));
	return rosterIn(file, () => {}, now);
}

const ada = (hours: string, zone = "UTC") =>
	`School,Ada,ada@real-school.test,${zone},Call me at home,Talk,30,2,5,10,1440,1,2030-01-01T00:00:00Z,${hours}`;

test("nobody's address leaves the file, nor what they say of themselves", () => {
	const file = join(import.meta.dirname, "..", "..", "supabase", "demo-school.csv");
	const text = readFileSync(file, "utf8");
	const addresses = text.match(/[\w.-]+@[\w.-]+/g) ?? [];
	const roster = rosterIn(file, () => {});
	expect(roster).toHaveLength(addresses.length);
	const told = JSON.stringify(roster);
	for (const address of addresses) expect(told).not.toContain(address);
	expect(told.match(/@[\w.-]+/g)?.every((domain) => domain === "@roster.example")).toBe(true);
	expect(JSON.stringify(rosterOf([ada("8-12,,,,,,")]))).not.toMatch(/real-school|at home/);
});

test("of each teacher the first type is rehearsed, its times one after another, and to be had at once", () => {
	const [teacher] = rosterOf([
		ada("8-12,,,,,,"),
		",Ada,,,,Lesson,60,,,,,,,,,,,,,",
		"School,Bela,bela@real-school.test,UTC,,Course,720,30,,240,,,,8-20,,,,,,",
	]);
	expect(teacher).toMatchObject({ name: "Ada", handle: "ada", time_zone: "UTC" });
	expect(teacher?.types).toEqual([
		{
			...{ name: "Talk", handle: "talk", description: "", duration_minutes: 30, step_minutes: 45, seats: 2 },
			...{ buffer_before_minutes: 0, buffer_after_minutes: 0, notice_minutes: 0, horizon_days: 7 },
			...{ cutoff_minutes: 60, hold_minutes: 5, booker_cap: undefined, opens_at: undefined, position: 0 },
		},
	]);
	const [, bela] = rosterOf([
		ada("8-12,,,,,,"),
		"School,Bela,bela@real-school.test,UTC,,Course,720,30,,240,,,,8-20,,,,,,",
	]);
	expect(bela?.types[0]?.step_minutes).toBe(720);
});

const daysOf = (hours: string, zone?: string, now?: Date) =>
	rosterOf([ada(hours, zone)], now)[0]?.spans.map(({ weekday }) => weekday);

test("hours of today are moved to another day, by that teacher's own calendar", () => {
	expect(daysOf("8-12,,,,,,"), "a Monday stays").toEqual([1]);
	expect(daysOf(",,8-12,,,,"), "a Wednesday does not").toEqual([4]);
	expect(daysOf("8-12,8-12,8-12,8-12,8-12,,"), "a week begins on Thursday").toEqual([4, 5, 6, 7, 1]);
	const evening = new Date("2026-11-25T20:00:00Z");
	// It is Thursday there, at a quarter to two in the morning.
	expect(daysOf(",,8-12,,,,", "Asia/Kathmandu", evening)).toEqual([3]);
	expect(daysOf(",,,8-12,,,", "Asia/Kathmandu", evening)).toEqual([5]);
});

test("so are those of a day that comes while it is rehearsed, and where there are all seven, today's are left out", () => {
	const late = new Date("2026-11-25T22:00:00Z");
	expect(daysOf(",,,8-12,,,", "UTC", late)).toEqual([5]);
	const all = Array.from({ length: 7 }, () => "8-12").join();
	expect(daysOf(all)).toEqual([1, 2, 4, 5, 6, 7]);
	expect(daysOf(all, "UTC", late)).toEqual([1, 2, 5, 6, 7]);
});

test("a row that cannot be taken is told as by an import, and so is a file that is not there", () => {
	expect(() => rosterOf([ada("8-12-14,,,,,,")])).toThrow('line 2, monday: "8-12-14" is not a span of hours');
	expect(() => rosterIn(join(folder, "none.csv"), () => {})).toThrow("There is no file");
});
