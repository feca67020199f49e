import { handle, ok, operator } from "@/lib/http";
import { deliverMails } from "@/lib/mail/deliver-mails";
import { planReminders } from "@/lib/mail/plan-reminders";

// What a cron calls. Crons can only GET, so it is the bearer secret and not the verb that keeps others out. Reminders are
// planned for the next time, and so hold up no mail.
export const GET = handle(async (request) => {
	operator(request);
	const delivered = await deliverMails(20_000);
	return ok({ ...delivered, planned: await planReminders() });
});
