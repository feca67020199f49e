import { expect } from "vitest";
import { ask, given, type Said } from "./ask.ts";
import { rows } from "./school.ts";

export const operator = { headers: { authorization: `Bearer ${given("CRON_SECRET")}` } };

/** A round of one's own: another may have had this minute, as the cron of these tests does, and a machine that is busy with other tests says so. */
export async function syntheticRound(
	send: () => Promise<Said> = () => ask("GET", "/api/synthetic-bookings", operator),
) {
	for (let tries = 0; tries < 20; tries++) {
		await rows(
			"delete from app.synthetic_rounds where minute = date_trunc('minute', now()) and ended_at is not null",
		);
		const said = await send();
		expect(said.status, said.text).toBe(200);
		if (said.json.round && said.json.round.code !== "BUSY0") return said.json.round;
		await new Promise((wake) => setTimeout(wake, 200));
	}
	throw new Error("it is busy, or has a round, each time");
}
