import { env } from "@/lib/env";
import { created, handle } from "@/lib/http";
import { Refusal } from "@/lib/refusal";

// What `npm run bench` measures bookings against: the cost of this server for a POST that does nothing.
export const POST = handle(async (request) => {
	if (!env().FIRSTBELL_BENCH) throw new Refusal("NTFND");
	await request.text();
	return created({});
});
