import { form, handle, seeOther } from "@/lib/http";
import { limit } from "@/lib/limit";
import { leaveOpening } from "@/lib/openings/leave-opening";
import { FormPass } from "@/lib/openings/schema";
import { Refusal } from "@/lib/refusal";

// POST /api/departures for a page without a script.
export const POST = handle(async (request) => {
	const { opening, invitation, ticket } = FormPass.parse(await form(request));
	const page = `/opening/${opening}/${invitation}?place=${ticket}`;
	try {
		await limit("departures", request);
		await leaveOpening(ticket);
		return seeOther(page);
	} catch (error) {
		if (error instanceof Refusal) return seeOther(`${page}&no=${error.code}`);
		throw error;
	}
});
