import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { VisitMine } from "@/lib/mine/schema";
import { visitMine } from "@/lib/mine/visit-mine";
import { Refusal } from "@/lib/refusal";

// A link is opened by a press, and never by looking at it, as scanners of mail do.
export const POST = handle(async (request) => {
	const { link } = VisitMine.parse(await form(request));
	try {
		await limit("mineVisits", request);
		await visitMine(link);
		return seeOther("/mine");
	} catch (error) {
		if (error instanceof Refusal) return seeOther(`/mine?no=${error.code}`);
		throw error;
	}
});
