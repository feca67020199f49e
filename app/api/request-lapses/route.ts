import { lapseRequests } from "@/lib/desk/lapse-requests";
import { handle, ok, operator } from "@/lib/http";
import { deliverSoon } from "@/lib/mail/deliver-mails";

// What a cron calls. Crons can only GET, so it is the bearer secret and not the verb that keeps others out.
export const GET = handle(async (request) => {
	operator(request);
	const done = await lapseRequests(20_000);
	if (done.lapsed > 0) deliverSoon();
	return ok(done);
});
