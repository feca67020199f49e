import { randomUUID } from "node:crypto";
import { asAdmin } from "../as-admin.ts";
import { build } from "../build.ts";
import { startNext } from "../next-app.ts";
import type { Line, Stage } from "./line.ts";
import { withPosters } from "./posters.ts";
import { compare } from "./rounds.ts";
import { freeSlots, handles, type Slot, seedTeachers } from "./school.ts";

const connections = 16;
const roundMs = 1_000;
const distDir = ".next-bench";
/** More than any round gets to. */
const requestsARound = 5_000;

/** What a booking costs beside a POST that does nothing, on the production build. */
export const postBookingVsEmptyPost: Line = {
	name: "post_booking_vs_empty_post",
	a: "POST /api/bookings/s",
	b: "empty POSTs/s",
	unit: "ratio",
	aim: { least: 0.6 },
	async measure(stage) {
		const { port, asked, stack, say } = stage;
		const { folder } = stack;
		const env: Record<string, string> = { ...stack.env, NEXT_DIST_DIR: distDir, FIRSTBELL_BENCH: "1" };
		// Before there are teachers, whose pages would be built as well.
		await build({ env, distDir, log: say, signal: asked });
		const teachers = handles("teacher", 200);
		await seedTeachers(stage, teachers);
		const next = freeSlots(teachers);
		// The same requests for both, so that only what is done with them differs.
		const requests = (path: string) =>
			Array.from({ length: requestsARound }, () => request(path, next(), new URL(stack.env.APP_URL)));

		const app = await startNext({ mode: "start", env, port, folder, signal: asked });
		try {
			return await withPosters(port, connections, (post) =>
				compare(stage, {
					a: async () => {
						const perSecond = await post({ ms: roundMs, requests: requests("/api/bookings") });
						await settle(stage);
						return perSecond;
					},
					b: () => post({ ms: roundMs, requests: requests("/api/empty") }),
					// Until the server's JavaScript is compiled.
					warmUps: 3,
				}),
			);
		} finally {
			await app.stop();
		}
	},
};

function request(path: string, { teacher, startsAt }: Slot, { host, origin }: URL): string {
	const who = randomUUID();
	const body = JSON.stringify({
		teacher,
		type: "lesson",
		startsAt,
		name: `Booker ${who}`,
		email: `${who}@booker.example`,
		timeZone: "Europe/Berlin",
	});
	return [
		`POST ${path} HTTP/1.1`,
		`Host: ${host}`,
		`Origin: ${origin}`,
		`Idempotency-Key: ${who}`,
		"Content-Type: application/json",
		`Content-Length: ${Buffer.byteLength(body)}`,
		"",
		body,
	].join("\r\n");
}

/** Mails go out while bookings come in; those that still wait after a round must not be sent during the next one. */
async function settle({ stack, port }: Stage): Promise<void> {
	await asAdmin(stack.adminUrl, (admin) => admin.query("truncate app.mails"));
	// Joins the delivery that runs, and so answers when that has ended.
	const answer = await fetch(`http://127.0.0.1:${port}/api/mail-deliveries`, {
		headers: { authorization: `Bearer ${stack.env.CRON_SECRET}` },
	});
	if (!answer.ok) throw new Error(`/api/mail-deliveries answered ${answer.status}.`);
	await answer.arrayBuffer();
}
