import { handle, ok, operator } from "@/lib/http";
import { closeMinute } from "@/lib/watch/close-minute";

// What a cron calls; see mail-deliveries.
export const GET = handle(async (request) => {
	operator(request);
	return ok(await closeMinute());
});
