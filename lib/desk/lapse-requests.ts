import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";

const batch = 50;

/** Lapses what no teacher has answered in time, until none is left or `forMs` have passed. */
export async function lapseRequests(forMs: number): Promise<{ lapsed: number }> {
	const deadline = performance.now() + forMs;
	let all = 0;
	for (let more = true; more && performance.now() < deadline; ) {
		const { lapsed, teachers } = await call<{ lapsed: number; teachers: string[] }>("lapse_requests", batch);
		for (const teacher of teachers) {
			changed(teacher);
			offerSoon(teacher);
		}
		all += lapsed;
		more = lapsed === batch;
	}
	return { lapsed: all };
}
