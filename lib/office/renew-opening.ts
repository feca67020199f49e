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

/**
 * From now on nobody sees an opening as it was: not on its page, and not on its teachers'; nor others `beside` it, which its teachers
 * may have come from, or go to.
 */
export function renewOpening(id: string, teachers: Iterable<string>, beside: string[] = []): void {
	changed(topicOf(id));
	for (const opening of [id, ...beside]) revalidateTag(`opening:${opening}`, { expire: 0 });
	for (const handle of teachers) dropCopies(handle);
}
