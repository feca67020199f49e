import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { saveMailWish } from "@/lib/mail/mail-wish";
import { SaveMailWish } from "@/lib/mail/wish-schema";
import { Refusal } from "@/lib/refusal";

// Both buttons of /mails/<ref>. A link that is none leads to its page, which says so.
export const POST = handle(async (request) => {
	const { ref, reminders } = SaveMailWish.parse(await form(request));
	const page = `/mails/${ref}`;
	try {
		await limit("mailWishes", request);
		await saveMailWish(ref, reminders === "on");
		return seeOther(`${page}?saved=1`);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return seeOther(error.code === "NTFND" ? page : `${page}?no=${error.code}`);
	}
});
