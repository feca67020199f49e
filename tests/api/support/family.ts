import { expect } from "vitest";
import { ask, post } from "./ask.ts";
import { invite, type TestOpening } from "./opening.ts";
import { startIn } from "./school.ts";
import { cookieOf } from "./session.ts";

export const join = (invitation: string, cookie?: string) =>
	post("/api/tickets", { invitation }, undefined, { cookie });
export const status = (opening: TestOpening, phase: number, headers = {}) =>
	ask("GET", `/api/openings/${opening.id}/status/${phase}`, { headers });
export const wish = (opening: TestOpening, time = "10:00") => ({
	teacher: opening.teacher,
	type: "talk",
	startsAt: startIn(3, time),
	opening: opening.id,
});

/** The next step of an opening may be a second away, and more on a machine that does much else. */
export const patiently = { timeout: 15_000 };

/** In, with the cookies that show it. */
export async function comeIn(opening: TestOpening) {
	const { ticket, ticketId } = (await join(await invite(opening))).json;
	const said = await post("/api/passes", { ticket });
	expect(said.status, said.text).toBe(200);
	return { ticketId: ticketId as string, cookie: cookieOf(said) };
}
