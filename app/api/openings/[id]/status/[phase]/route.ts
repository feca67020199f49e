import { handle, ok, oneSpelling, shared } from "@/lib/http";
import { openingStatus } from "@/lib/openings/opening-status";
import { OpeningId, Phase } from "@/lib/openings/schema";

type Context = { params: Promise<{ id: string; phase: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const { id, phase } = await params;
	const opening = OpeningId.parse(id);
	oneSpelling(request, `/api/openings/${opening}/status/${Phase.parse(phase)}`);
	const copy = await openingStatus(opening, Phase.parse(phase));
	return copy.early ? ok(JSON.parse(copy.body)) : shared(request, copy);
});
