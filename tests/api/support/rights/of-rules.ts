import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { ask } from "../ask.ts";
import { addFeed, feedBody } from "../feeds.ts";
import { hoursBody, typeBody, usualSchedule } from "../rules.ts";
import { rows, startIn } from "../school.ts";
import { type Actor, as, cookies, type Expected, elsewhere, only, type Row } from "./actors.ts";
import { colleague, hoursVersion, teacher } from "./belongings.ts";

/** What is a teacher's: who is none is told apart from who is another. */
const own = (status: number, others: number): Expected => ({
	...only(others, 401, "colleague", "stranger"),
	teacher: status,
	"former teacher": 403,
	staff: 403,
	"other staff": 403,
});

const put = (path: string, body: (actor: Actor) => Promise<object>) => ({
	attempt: async (actor: Actor) => ask("PUT", path, { ...as(actor), body: await body(actor) }),
});
const post = (path: string, body: (actor: Actor) => Promise<object>) => ({
	attempt: async (actor: Actor) => ask("POST", path, { ...as(actor), body: await body(actor) }),
});
const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsMinute: 0, endsMinute: 1440 }));
// Somebody's of whom nobody here is told: twice is once, and another's is as good as none.
const nobodys = async () => ({ schedule: randomUUID(), absence: randomUUID() });
const absence = randomUUID();
const feed = await addFeed(cookies.teacher ?? "");
const typeId = randomUUID();
await rows(
	`insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes)
	select $2, teacher.id, schedule.id, 'theirs', 'Theirs', 60, 60 from app.teachers teacher
	join app.schedules schedule on schedule.teacher_id = teacher.id where teacher.handle = $1`,
	[teacher, typeId],
);
const mineOf = (actor: Actor) =>
	({ colleague, stranger: elsewhere.teachers[0]?.handle })[actor as "colleague" | "stranger"] ?? teacher;

/** What decides when a teacher can be booked. */
export const ofRules: Record<string, Row[]> = {
	"GET /api/desk-calendar": [
		{
			expected: own(200, 200),
			attempt: (actor) => ask("GET", "/api/desk-calendar?from=2026-11-30&until=2026-12-07", as(actor)),
		},
	],
	"GET /api/rules": [{ expected: own(200, 200), attempt: (actor) => ask("GET", "/api/rules", as(actor)) }],
	"PUT /api/schedules": [
		{
			expected: own(200, 404),
			attempt: async (actor) => {
				const { version } = await usualSchedule(teacher);
				const body = await hoursBody(teacher, version, wholeWeek);
				const said = await ask("PUT", "/api/schedules", { ...as(actor), body });
				expect(await hoursVersion(teacher)).toBe(actor === "teacher" ? version + 1 : version);
				return said;
			},
		},
	],
	"POST /api/schedule-removals": [
		{
			expected: own(200, 200),
			...post("/api/schedule-removals", async () => ({ schedule: (await nobodys()).schedule })),
		},
	],
	// It is made by the first of them whose it may be, and then the others' no more.
	"PUT /api/absences": [
		{
			expected: own(200, 404),
			attempt: async (actor) => {
				const body = {
					absence,
					version: 0,
					startsAt: startIn(20, "08:00"),
					endsAt: startIn(20, "09:00"),
					note: "",
				};
				await ask("PUT", "/api/absences", { ...as("teacher"), body });
				return ask("PUT", "/api/absences", { ...as(actor), body });
			},
		},
	],
	"POST /api/absence-removals": [
		{
			expected: own(200, 200),
			...post("/api/absence-removals", async () => ({ absence: (await nobodys()).absence })),
		},
	],
	"PUT /api/holidays": [
		{
			// Old for everybody: whose they are is not in the request.
			expected: own(409, 409),
			...put("/api/holidays", async () => ({ version: 2_000_000, region: null, worked: [] })),
		},
	],
	"POST /api/zone-changes": [
		{
			// Old for everybody, too.
			expected: own(409, 409),
			...post("/api/zone-changes", async () => ({
				...{ version: 2_000_000, timeZone: "Europe/Lisbon", bookings: "stay" },
			})),
		},
	],
	"POST /api/kept-bookings": [
		{
			expected: own(200, 200),
			...post("/api/kept-bookings", async () => ({ bookings: [randomUUID()] })),
		},
	],
	"GET /api/feeds": [{ expected: own(200, 200), attempt: (actor) => ask("GET", "/api/feeds", as(actor)) }],
	"PUT /api/feeds": [{ expected: own(200, 404), ...put("/api/feeds", async () => feedBody({ feed })) }],
	"POST /api/feed-readings": [
		{ expected: own(200, 404), ...post("/api/feed-readings", async () => ({ feed })) },
	],
	"POST /api/feed-removals": [
		{ expected: own(200, 200), ...post("/api/feed-removals", async () => ({ feed: randomUUID() })) },
	],
	"GET /api/types": [{ expected: own(200, 200), attempt: (actor) => ask("GET", "/api/types", as(actor)) }],
	"PUT /api/types": [
		{
			expected: own(200, 404),
			attempt: async (actor) => {
				const [mine] = await rows<{ schedule: string }>(
					`select schedule.id as schedule from app.schedules schedule
					join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1`,
					[mineOf(actor)],
				);
				// On one that is the teacher's, with hours that are one's own.
				const body = await typeBody(teacher, {
					handle: "theirs",
					scheduleId: mine?.schedule,
					id: typeId,
					version: 0,
				});
				if (actor === "teacher") await rows("delete from app.appointment_types where id = $1", [typeId]);
				return ask("PUT", "/api/types", { ...as(actor), body });
			},
		},
	],
	"POST /api/retirements": [
		{
			expected: own(404, 404),
			...post("/api/retirements", async () => ({ type: randomUUID() })),
		},
	],
	"POST /api/restorations": [
		{
			expected: own(404, 404),
			...post("/api/restorations", async () => ({ type: randomUUID() })),
		},
	],
	"PUT /api/type-order": [
		{
			expected: own(200, 404),
			...put("/api/type-order", async () => ({ types: [typeId] })),
		},
	],
};
