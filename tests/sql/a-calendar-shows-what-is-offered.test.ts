import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { rulesAround } from "../support/random-rules.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { offeredBySql, set } from "../support/slots-by-sql.ts";
import { book, call, codeOf, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const user = randomUUID();
beforeAll(async () => {
	await seedTeacher(admin, "ada", { types: [{ seats: 3 }] });
	await seedTeacher(admin, "bea", { types: [{ handle: "other" }] });
	await admin.query("update app.teachers set user_id = $1 where handle = 'ada'", [user]);
});

type Span = { starts_minute: number; ends_minute: number };
type Calendar = {
	today: string;
	holidays: { day: string; name: string; is_off: boolean }[];
	schedules: { name: string; days: { day: string; spans: Span[]; is_own: boolean }[] }[];
	absences: { note: string }[];
	busy: { note: string; feed: string }[];
	appointments: { starts_at: string; type: string; colour: string; bookings: { name: string }[] }[];
};
const open = (from: string, until: string, who = user) =>
	call<Calendar>(admin, "open_calendar", who, from, until);
const minute = 60_000;
const dayLength = 1440 * minute;
const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const day = (n: number) => slotStart(n * 48).slice(0, 10);

/** Minutes of a day, one by one, as spans. */
function spansOf(minutes: number[]): Span[] {
	const spans: Span[] = [];
	for (const at of minutes) {
		const last = spans.at(-1);
		if (last?.ends_minute === at) last.ends_minute = at + 1;
		else spans.push({ starts_minute: at, ends_minute: at + 1 });
	}
	return spans;
}

test("a day's hours in the calendar are the minutes that are offered on it, in 100 random weeks", async () => {
	const from = Date.UTC(2027, 2, 1);
	const until = from + 7 * dayLength;
	const seen = new Set<string>();
	await fc.assert(
		fc.asyncProperty(rulesAround(["Africa/Cairo"], from, until), async (any) => {
			const rules = { ...any, zone: "UTC", own: [], duration: 1, step: 1, before: 0, after: 0 };
			await set(admin, rules);
			const offered = (await offeredBySql(admin, rules, from, until)).map(({ start }) => start);
			const { schedules } = await open(dayAt(from), dayAt(until));
			expect(schedules[0]?.days.length).toBe(7);
			for (const { day, spans, is_own } of schedules[0]?.days ?? []) {
				const midnight = Date.parse(`${day}T00:00:00Z`);
				const minutes = offered.map((at) => (at - midnight) / minute).filter((at) => at >= 0 && at < 1440);
				expect(spans, day).toEqual(spansOf(minutes));
				expect(is_own).toBe(rules.overrides.some((own) => own.day === day));
				seen.add(`${is_own ? "own" : "usual"} ${spans.length ? "open" : "closed"}`);
			}
		}),
		{ numRuns: 100 },
	);
	// Or it would have compared nothing with nothing.
	expect([...seen].sort()).toEqual(["own closed", "own open", "usual closed", "usual open"]);
});

test("what is in the way and what is booked is there with whose it is, and holds and others' are not", async () => {
	await set(admin, {
		...{
			zone: "UTC",
			spans: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts_minute: 0, ends_minute: 1440 })),
		},
		...{ duration: 30, step: 30, seats: 3, before: 0, after: 0, overrides: [], dayCap: null, weekCap: null },
		...{ holidays: [{ day: day(2), name: "Harvest", isWorked: true }], own: [] },
	});
	for (const name of ["Zoe", "Abe"])
		await book(admin, { teacher: "ada", at: slotStart(48), name, email: `${name.toLowerCase()}@b.example` });
	await hold(admin, { teacher: "ada", at: slotStart(50) });
	await book(admin, { teacher: "bea", type: "other", at: slotStart(52) });
	await call(admin, "save_absence", user, randomUUID(), 0, slotStart(0), slotStart(60), "At the sea");
	await admin.query(
		`with feed as (
			insert into app.busy_feeds (teacher_id, name, sealed_url) select id, 'Private', 'sealed' from app.teachers where handle = 'ada'
			returning id, teacher_id
		)
		insert into app.busy_times (teacher_id, feed_id, during, note) select teacher_id, id, tstzrange($1, $2), 'Dentist' from feed`,
		[slotStart(54), slotStart(56)],
	);
	const { appointments, absences, busy, holidays, today } = await open(day(1), day(3));
	expect(appointments).toMatchObject([
		{ type: "Lesson", colour: "blue", bookings: [{ name: "Abe" }, { name: "Zoe" }] },
	]);
	expect(new Date(appointments[0]?.starts_at ?? "").toISOString()).toBe(slotStart(48));
	expect(absences).toMatchObject([{ note: "At the sea" }]);
	expect(busy).toMatchObject([{ note: "Dentist", feed: "Private" }]);
	expect(holidays).toEqual([{ day: day(2), name: "Harvest", is_off: false }]);
	expect(today).toBe(dayAt(Date.now()));
	expect(await open(day(3), day(4))).toMatchObject({
		appointments: [],
		absences: [],
		busy: [],
		holidays: [],
	});
});

test("a day begins when it does where the teacher is, one look has at most 62, and nobody else may look", async () => {
	const began = (await open(day(1), day(2))).appointments.length;
	// It is 11 hours earlier there: the lesson at midnight, UTC, is one of the day before.
	await admin.query("update app.teachers set time_zone = 'Pacific/Midway' where handle = 'ada'");
	const [before, after] = [await open(day(0), day(1)), await open(day(1), day(2))];
	expect([began, before.appointments.length, after.appointments.length]).toEqual([1, 1, 0]);
	expect((await open(day(0), day(700))).schedules[0]?.days.length).toBe(62);
	expect((await open(day(1), day(0))).schedules[0]?.days).toEqual([]);
	expect(await codeOf(open(day(0), day(1), randomUUID()))).toBe("DNIED");
});
