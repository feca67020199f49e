import { handle, ok, operator } from "@/lib/http";
import { renewHolidays } from "@/lib/rules/renew-holidays";

// What a cron calls; see mail-deliveries.
export const GET = handle(async (request) => {
	operator(request);
	return ok(await renewHolidays());
});
