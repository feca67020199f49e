import "server-only";
import { callApart } from "../db.ts";

/** `well` is whether it books; when it last did, and how long that took; what its last round failed at, and by which code. */
export type SyntheticHealth = {
	well: boolean;
	bookedAt: string | null;
	durationMs: number | null;
	failedAt: string | null;
	code: string | null;
};

type Answer = {
	well: boolean;
	booked_at: string | null;
	duration_ms: number | null;
	failed_at: string | null;
	code: string | null;
};

/** Not well after two minutes in a row that failed or were missed. Nothing is expected of it before its first round. */
export async function syntheticHealth(): Promise<SyntheticHealth> {
	const { booked_at, duration_ms, failed_at, ...more } = await callApart<Answer>("synthetic_health");
	return { ...more, bookedAt: booked_at, durationMs: duration_ms, failedAt: failed_at };
}
