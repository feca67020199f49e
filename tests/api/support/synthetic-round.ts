import { expect } from "vitest";
import { ask, given, type Said } from "./ask.ts";
import { rows } from "./school.ts";

export const operator = { headers: { authorization: `Bearer ${given("CRON_SECRET")}` } };

/** A round of one's own: another may have had this minute, as the cron of these tests does. */
export async function syntheticRound(
	send: () => Promise<Said> = () => ask("GET", "/api/synthetic-bookings", operator),
) {
	for (;;) {
		await rows(
			"delete from app.synthetic_rounds where minute = date_trunc('minute', now()) and ended_at is not null",
		);
		const said = await send();
		expect(said.status, said.text).toBe(200);
		if (said.json.round) return said.json.round;
		await new Promise((wake) => setTimeout(wake, 200));
	}
}
