import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { deliverSoon } from "@/lib/mail/deliver-mails";
import { requireOwner } from "@/lib/mine/device";
import { eraseMine } from "@/lib/mine/erase-mine";
import { EraseMine } from "@/lib/mine/schema";
import { Refusal } from "@/lib/refusal";

export const POST = handle(async (request) => {
	EraseMine.parse(await form(request));
	try {
		const who = requireOwner(request);
		await limit("mine", request, { account: who.bookerId });
		await eraseMine(who);
		deliverSoon();
		return seeOther("/mine?said=erased");
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return seeOther(error.code === "LATE0" ? "/mine/erase?no=LATE0" : `/mine?no=${error.code}`);
	}
});
