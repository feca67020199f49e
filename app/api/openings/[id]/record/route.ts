import { handle, shared } from "@/lib/http";
import { drawRecord, recordSeconds } from "@/lib/openings/draw-record";
import { OpeningId } from "@/lib/openings/schema";
import { Refusal } from "@/lib/refusal";

type Context = { params: Promise<{ id: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const opening = OpeningId.parse((await params).id);
	if (!request.url.endsWith(`/api/openings/${opening}/record`)) throw new Refusal("NTFND");
	return shared(request, await drawRecord(opening), recordSeconds);
});
