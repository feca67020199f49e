import { requireDeskUser } from "@/lib/auth";
import { handle, ok } from "@/lib/http";
import { WatchFrom } from "@/lib/office/schema";
import { watchOpening } from "@/lib/office/watch-opening";
import { OpeningId } from "@/lib/openings/schema";

type Context = { params: Promise<{ id: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const who = await requireDeskUser();
	const { before } = WatchFrom.parse(Object.fromEntries(new URL(request.url).searchParams));
	return ok(await watchOpening(who, OpeningId.parse((await params).id), before));
});
