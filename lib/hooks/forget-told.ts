import "server-only";
import { call } from "../db.ts";

/** Forgets what programs were told a month ago. */
export async function forgetTold(): Promise<void> {
	await call("drop_old_deliveries");
}
