import { randomUUID } from "node:crypto";
import { ask } from "../ask.ts";
import { rows, startIn } from "../school.ts";
import { type Actor, as, type Expected, only, type Row } from "./actors.ts";
import { teacher } from "./belongings.ts";

/** What is a teacher's: who is none is told apart from who is another. */
const own = (status: number, others: number): Expected => ({
	...only(others, 401, "colleague", "stranger"),
	teacher: status,
	"former teacher": 403,
	staff: 403,
	"other staff": 403,
});

async function schedule(): Promise<{ id: string; version: number }> {
	const [row] = await rows<{ id: string; version: number }>(
		`select schedule.id, schedule.version from app.schedules schedule
		join app.teachers teacher on teacher.id = schedule.teacher_id where teacher.handle = $1 and is_usual`,
		[teacher],
	);
	return row ?? { id: "", version: 0 };
}
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

/** What decides when a teacher can be booked. */
export const ofRules: Record<string, Row[]> = {
	"GET /api/rules": [{ expected: own(200, 200), attempt: (actor) => ask("GET", "/api/rules", as(actor)) }],
	"PUT /api/schedules": [
		{
			expected: own(200, 404),
			...put("/api/schedules", async () => {
				const { id, version } = await schedule();
				return { schedule: id, version, name: "Weekly hours", spans: wholeWeek, ownDays: [] };
			}),
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
				const body = { absence, startsAt: startIn(20, "08:00"), endsAt: startIn(20, "09:00"), note: "" };
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
	"POST /api/kept-bookings": [
		{
			expected: own(200, 200),
			...post("/api/kept-bookings", async () => ({ bookings: [randomUUID()] })),
		},
	],
};
