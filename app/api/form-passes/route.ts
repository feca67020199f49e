import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { FormPass } from "@/lib/openings/schema";
import { takePass } from "@/lib/openings/take-pass";
import { Refusal } from "@/lib/refusal";

// POST /api/passes for a page without a script.
export const POST = handle(async (request) => {
	const { opening, invitation, ticket } = FormPass.parse(await form(request));
	const page = `/opening/${opening}/${invitation}?place=${ticket}`;
	try {
		await limit("passes", request);
		await takePass(ticket);
		return seeOther(page);
	} catch (error) {
		if (error instanceof Refusal) return seeOther(`${page}&no=${error.code}`);
		throw error;
	}
});
