import { handle, ok, operator } from "@/lib/http";
import { deliverMails } from "@/lib/mail/deliver-mails";

// What a cron calls. Crons can only GET, so it is the bearer secret and not the verb that keeps others out.
export const GET = handle(async (request) => {
	operator(request);
	return ok(await deliverMails(20_000));
});
