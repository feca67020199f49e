import { handle, ok, operator } from "@/lib/http";
import { deliverMails } from "@/lib/mail/deliver-mails";
import { offerSeats } from "@/lib/waits/offer-seats";

// What a cron calls. Crons can only GET, so it is the bearer secret and not the verb that keeps others out.
export const GET = handle(async (request) => {
	operator(request);
	const done = await offerSeats(20_000);
	if (done.offered > 0) await deliverMails(10_000);
	return ok(done);
});
