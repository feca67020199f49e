import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { joinOpening } from "@/lib/openings/join-opening";
import { FormTicket } from "@/lib/openings/schema";
import { Refusal } from "@/lib/refusal";

// POST /api/tickets for a page without a script.
export const POST = handle(async (request) => {
	const { opening, invitation } = FormTicket.parse(await form(request));
	const page = `/opening/${opening}/${invitation}`;
	try {
		await limit("tickets", request);
		const { opening: own, ticket } = await joinOpening(invitation);
		return seeOther(`/opening/${own}/${invitation}?place=${ticket}`);
	} catch (error) {
		if (error instanceof Refusal) return seeOther(`${page}?no=${error.code}`);
		throw error;
	}
});
