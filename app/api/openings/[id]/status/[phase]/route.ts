import { handle, ok, shared } from "@/lib/http";
import { openingStatus } from "@/lib/openings/opening-status";
import { OpeningId, Phase } from "@/lib/openings/schema";
import { Refusal } from "@/lib/refusal";

type Context = { params: Promise<{ id: string; phase: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const { id, phase } = await params;
	const opening = OpeningId.parse(id);
	// One spelling each, as for the slots.
	if (!request.url.endsWith(`/api/openings/${opening}/status/${Phase.parse(phase)}`))
		throw new Refusal("NTFND");
	const copy = await openingStatus(opening, Phase.parse(phase));
	return copy.early ? ok(JSON.parse(copy.body)) : shared(request, copy);
});
