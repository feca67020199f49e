import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { ask } from "./support/ask.ts";
import { book, booker, newSchool, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const { teachers } = await newSchool();
const handle = teachers[0]?.handle ?? "";
const cookie = await signIn(teachers[0]?.email ?? "");
const dayIn = (days: number) => startIn(days).slice(0, 10);
const open = (query: string) => ask("GET", `/api/desk-calendar${query}`, { cookie });

test("a calendar has its days, what is booked and what is in the way, as the desk spells it", async () => {
	const startsAt = startIn(5, "09:00");
	await book(handle, startsAt, booker("In The Calendar"));
	const absence = {
		absence: randomUUID(),
		version: 0,
		startsAt: startIn(6, "00:00"),
		endsAt: startIn(7, "00:00"),
		note: "Away",
	};
	await ask("PUT", "/api/absences", { cookie, body: absence });
	const { json, status } = await open(`?from=${dayIn(5)}&until=${dayIn(7)}`);
	expect(status).toBe(200);
	expect(json).toMatchObject({
		...{ timeZone: "UTC", today: dayIn(0), busy: [], holidays: [] },
		absences: [
			{ id: absence.absence, version: 1, startsAt: absence.startsAt, endsAt: absence.endsAt, note: "Away" },
		],
		appointments: [
			{
				startsAt,
				endsAt: startIn(5, "09:30"),
				colour: "blue",
				seats: 1,
				bookings: [{ name: "In The Calendar" }],
			},
		],
		schedules: [
			{
				isUsual: true,
				days: [5, 6].map((n) => ({
					...{ day: dayIn(n), isOwn: false },
					spans: [{ startsMinute: 0, endsMinute: 1440 }],
				})),
			},
		],
	});
});

test.each([
	["?from=2026-12-07&until=2026-12-07", "until"],
	["?from=2026-12-07&until=2027-02-08", "until"],
	["?from=2026-12-07", "until"],
	["?from=2026-02-30&until=2026-03-02", "from"],
	["?from=2026-12-07&until=2026-12-08&teacher=another", "body"],
])("%s is refused with what is wrong, in “%s”", async (query, field) => {
	const { status, error } = await open(query);
	expect([status, error?.code, Object.keys(error?.fields ?? {})]).toEqual([422, "INVAL", [field]]);
});
