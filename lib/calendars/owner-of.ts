import "server-only";
import { requireDeskUser } from "../auth.ts";
import { limit } from "../limit.ts";
import { requireOwner } from "../mine/device.ts";
import type { ShareCalendar } from "./schema.ts";
import type { Owner } from "./share-calendar.ts";

/** Who asks, for their own calendar, counted under their own name. Refuses SIGIN, SLOWD. */
export async function ownerOf(request: Request, { of }: ShareCalendar): Promise<Owner> {
	if (of === "mine") {
		const mine = requireOwner(request);
		await limit("mine", request, { account: mine.bookerId });
		return { mine };
	}
	const desk = await requireDeskUser();
	await limit("desk", request, { account: desk.userId });
	return { desk };
}
