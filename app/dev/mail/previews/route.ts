import { env } from "@/lib/env";
import { handle } from "@/lib/http";
import { listPage } from "@/lib/mail/previews/list-page";
import { Refusal } from "@/lib/refusal";
import { uncached } from "@/lib/uncached";

// How every mail looks, where mails are read on one machine. A deployment has no mailbox, and so none of it.
export const GET = handle(async () => {
	if (!env().MAILBOX_URL) throw new Refusal("NTFND");
	return new Response(listPage(), {
		headers: { "Content-Type": "text/html; charset=utf-8", ...uncached },
	});
});
