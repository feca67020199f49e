import { build } from "../build.ts";
import { startNext } from "../next-app.ts";
import { bookingRequest, settle } from "./booking-requests.ts";
import type { Line } from "./line.ts";
import { withPosters } from "./posters.ts";
import { compare } from "./rounds.ts";
import { freeSlots, handles, seedTeachers } from "./school.ts";

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
			Array.from({ length: requestsARound }, () => bookingRequest(path, next(), new URL(stack.env.APP_URL)));

		const app = await startNext({ mode: "start", env, port, folder, signal: asked });
		try {
			return await withPosters(port, connections, (post) =>
				compare(stage, {
					a: async () => {
						const perSecond = await post({ ms: roundMs, requests: requests("/api/bookings") });
						await settle(stage, port);
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
