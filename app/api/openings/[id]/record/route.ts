import { handle, oneSpelling, shared } from "@/lib/http";
import { drawRecord, recordSeconds } from "@/lib/openings/draw-record";
import { OpeningId } from "@/lib/openings/schema";

type Context = { params: Promise<{ id: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const opening = OpeningId.parse((await params).id);
	oneSpelling(request, `/api/openings/${opening}/record`);
	return shared(request, await drawRecord(opening), recordSeconds);
});
