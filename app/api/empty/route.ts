import { env } from "@/lib/env";
import { created, handle, ok } from "@/lib/http";
import { Refusal } from "@/lib/refusal";

// What `npm run bench` measures bookings and lists against: the cost of this server for a request that does nothing.
export const POST = handle(async (request) => {
	forBenchOnly();
	await request.text();
	return created({});
});

export const GET = handle(async () => {
	forBenchOnly();
	return ok({});
});

function forBenchOnly(): void {
	if (!env().FIRSTBELL_BENCH) throw new Refusal("NTFND");
}
