import { expect } from "@playwright/test";
import { HURRY } from "../../support/hurry.ts";
import { awake } from "../../support/waiting.ts";
import { mailTo } from "./mailbox.ts";
import { sql, type TestTeacher } from "./school.ts";

const appUrl = process.env.APP_URL ?? "";

export async function post(path: string, data: object): Promise<Response> {
	return fetch(`${appUrl}${path}`, {
		method: "POST",
		headers: { origin: appUrl, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
		body: JSON.stringify(data),
	});
}

/** Somebody else books each of these. Gives the links by which they can cancel. */
export async function takeAll({ handle }: TestTeacher, starts: string[]): Promise<string[]> {
	const refs: string[] = [];
	for (const [n, startsAt] of starts.entries()) {
		const who = { name: `Faster ${n}`, email: `faster-${n}-${handle}@booker.example`, timeZone: "UTC" };
		const answer = await post("/api/bookings", { teacher: handle, type: "lesson", startsAt, ...who });
		expect(answer.status).toBe(201);
		refs.push((await answer.json()).ref);
	}
	return refs;
}

export async function cancel(booking: string): Promise<void> {
	expect((await post("/api/cancellations", { booking })).status).toBe(200);
}

/** By whose clock it is day, whenever this runs: at night a mail would wait for the morning. */
export async function wakeUp(email: string): Promise<void> {
	await sql("update app.waits set time_zone = $2 where email = $1", [email, awake]);
}

/** Somebody waits for a start, by the API. */
export async function joins({ handle }: TestTeacher, startsAt: string, name: string): Promise<string> {
	const email = `${name.toLowerCase().replaceAll(" ", "-")}-${handle}@booker.example`;
	const wish = { teacher: handle, type: "lesson", startsAt, name, email, timeZone: awake };
	expect((await post("/api/waits", wish)).status).toBe(201);
	return email;
}

/** What has a turn a minute later goes out now. */
export async function hurry(email: string): Promise<void> {
	await sql(`${HURRY} and addressee = md5($1)::uuid`, [email]);
}

/** The page that a mail about a waiting list leads to. */
export async function linkIn(email: string, subject: RegExp): Promise<string> {
	await hurry(email);
	const { text } = await mailTo(email, subject);
	return /https?:\/\/\S+(\/wait\/[\w-]{44})/.exec(text)?.[1] ?? "";
}
