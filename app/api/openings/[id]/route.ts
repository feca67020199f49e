import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { saveOpening } from "@/lib/office/save-opening";
import { SaveOpening } from "@/lib/office/schema";
import { OpeningId } from "@/lib/openings/schema";

type Context = { params: Promise<{ id: string }> };

export const PUT = handle<Context>(async (request, { params }) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	return ok(await saveOpening(who, OpeningId.parse((await params).id), SaveOpening.parse(wish)));
});
