import "server-only";
import { revalidateTag } from "next/cache";
import { changed } from "../snapshots.ts";

/** From now on nobody is given a copy of what was known of a teacher: neither their page, nor a list of their times. */
export function dropCopies(handle: string): void {
	changed(handle);
	revalidateTag(`teacher:${handle}`, { expire: 0 });
}
