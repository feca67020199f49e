import { expect } from "@playwright/test";
import { HURRY } from "../../support/hurry.ts";
import { offers } from "./offers.ts";
import { newTeacher, sql, type TestTeacher } from "./school.ts";

/** A teacher who says yes or no to each request. */
export async function newAskedTeacher(wish: Parameters<typeof newTeacher>[0] = {}): Promise<TestTeacher> {
	const teacher = await newTeacher(wish);
	await offers(teacher, { needs_approval: true });
	return teacher;
}

/** Ten o'clock or later, that many days from now. */
export const dayAt = (days: number, hour = 10) =>
	`${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${hour}:00:00Z`;

/** Somebody asks for a time by the API. Gives the reference of their own page. */
export async function asks(teacher: TestTeacher, startsAt: string, name: string): Promise<string> {
	const appUrl = process.env.APP_URL ?? "";
	const answer = await fetch(`${appUrl}/api/bookings`, {
		method: "POST",
		headers: { origin: appUrl, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
		body: JSON.stringify({
			...{ teacher: teacher.handle, type: "lesson", startsAt, name, timeZone: "UTC" },
			email: emailOf(teacher, name),
		}),
	});
	expect(answer.status).toBe(201);
	return (await answer.json()).ref;
}

export const emailOf = ({ handle }: TestTeacher, name: string) =>
	`${name.toLowerCase().replace(/[^a-z]+/g, ".")}@${handle}.example`;

/** The time for an answer is up for what this person asked for; a cron has it lapse within seconds. */
export async function runOut(teacher: TestTeacher, name: string): Promise<void> {
	await sql("update app.bookings set decide_until = now() where email = $1", [emailOf(teacher, name)]);
}

/** What waits for its turn among the mails to this person may go at once. */
export async function hurryMails(teacher: TestTeacher, name: string): Promise<void> {
	await sql(`${HURRY} and booking_id in (select id from app.bookings where email = $1)`, [
		emailOf(teacher, name),
	]);
}
