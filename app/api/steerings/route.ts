import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { SteerOpening } from "@/lib/office/schema";
import { steerOpening } from "@/lib/office/steer-opening";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	return ok(await steerOpening(who, SteerOpening.parse(wish)));
});
