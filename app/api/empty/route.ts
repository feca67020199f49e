import { created, handle } from "@/lib/http";
import { Refusal } from "@/lib/refusal";

// What `npm run bench` measures bookings against: the cost of this server for a POST that does nothing.
export const POST = handle(async (request) => {
	if (process.env.FIRSTBELL_BENCH !== "1") throw new Refusal("NTFND");
	await request.text();
	return created({});
});
