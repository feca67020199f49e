import "server-only";
import { call } from "../db.ts";

const atOnce = 500;

/** Enqueues the reminders and follow-ups that are due soon. Gives how many. */
export async function planReminders(): Promise<number> {
	let planned = 0;
	for (let more = atOnce; more === atOnce; planned += more)
		more = await call<number>("plan_reminders", atOnce);
	return planned;
}
