import { setCookie } from "@/lib/cookies";
import { env } from "@/lib/env";
import { form, handle, ownPage, seeOther } from "@/lib/http";
import { languageCookie } from "@/lib/languages/languages";
import { ChooseLanguage } from "@/lib/languages/schema";
import { wayBack } from "@/lib/languages/way-back";
import { limit } from "@/lib/limit";
import { Refusal } from "@/lib/refusal";

const yearSeconds = 365 * 86_400;

// The foot of every page. It comes from those, too, whose address is a key, and who therefore say nothing of where they are.
export const POST = handle(async (request) => {
	const { language, back } = ChooseLanguage.parse(await form(request, ownPage));
	const page = wayBack(back, request.headers.get("referer"), new URL(env().APP_URL).origin);
	try {
		await limit("languages", request);
		setCookie(languageCookie, language, yearSeconds);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
	}
	return seeOther(page);
});
