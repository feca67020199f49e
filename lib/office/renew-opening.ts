import "server-only";
import { revalidateTag } from "next/cache";
import { getOpening } from "../openings/get-opening.ts";
import { topicOf } from "../openings/opening-status.ts";
import { changed } from "../snapshots.ts";
import { dropCopies } from "../teachers/drop-copies.ts";

/** The teachers whose pages tell of an opening. */
export async function teachersOf(id: string): Promise<string[]> {
	return (await getOpening(id)).teachers.map(({ handle }) => handle);
}

/** From now on nobody sees an opening as it was: not on its page, and not on its teachers'. */
export function renewOpening(id: string, teachers: string[]): void {
	changed(topicOf(id));
	revalidateTag(`opening:${id}`, { expire: 0 });
	for (const handle of teachers) dropCopies(handle);
}
