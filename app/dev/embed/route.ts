import { testPage } from "@/lib/embed/test-page";
import { env } from "@/lib/env";
import { handle } from "@/lib/http";
import { Refusal } from "@/lib/refusal";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { uncached } from "@/lib/uncached";

// Somebody else's page to try docs/embed.md on, where mails are read on one machine. A deployment has no mailbox, and so none
// of it.
export const GET = handle(async (request) => {
	if (!env().MAILBOX_URL) throw new Refusal("NTFND");
	const { teacher, ...wishes } = Object.fromEntries(new URL(request.url).searchParams);
	const somebody = teacher || (await findTeachers({ q: "" }))[0]?.handle || "";
	return new Response(testPage(env().APP_URL, somebody, wishes), {
		headers: { "Content-Type": "text/html; charset=utf-8", ...uncached },
	});
});
