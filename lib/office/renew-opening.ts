import "server-only";
import { revalidateTag } from "next/cache";
import { getOpening } from "../openings/get-opening.ts";
import { topicOf } from "../openings/opening-status.ts";
import { changed } from "../snapshots.ts";

/** From now on nobody sees an opening as it was: not on its page, and not on its teachers'. */
export async function renewOpening(id: string): Promise<void> {
	changed(topicOf(id));
	revalidateTag(`opening:${id}`, { expire: 0 });
	const { teachers } = await getOpening(id);
	for (const { handle } of teachers) {
		changed(handle);
		revalidateTag(`teacher:${handle}`, { expire: 0 });
	}
}
