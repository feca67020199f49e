import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../as-admin.ts";

// A mail whose worker was killed twice comes again after three minutes.
const patienceMs = 5 * 60_000;

/**
 * Waits until the outbox has nothing more to send, while those who send are still there, but for five minutes at most: what
 * waits then is for the checker to miss.
 */
export async function mailsToGo(
	adminUrl: string,
	log: (line: string) => void,
	signal: AbortSignal,
): Promise<void> {
	let isTold = false;
	await asAdmin(adminUrl, async (admin) => {
		for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
			const { rows } = await admin.query<{ waiting: number }>(
				// A reminder that is only planned is nobody's to wait for.
				`select count(*)::integer as waiting from app.mails
				where sent_at is null and failed_at is null and (starts_at is null or due_at <= now())`,
			);
			const waiting = rows[0]?.waiting ?? 0;
			if (waiting === 0) return;
			if (!isTold)
				log(`${waiting} mails wait for their turn or their second try, for some minutes at most …`);
			isTold = true;
			await pause(1_000, undefined, { signal });
		}
	});
}
