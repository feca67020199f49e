import { handle, ok, operator } from "@/lib/http";
import { retain } from "@/lib/retention/retain";

// What a cron calls; see mail-deliveries.
export const GET = handle(async (request) => {
	operator(request);
	return ok(await retain(40_000));
});
