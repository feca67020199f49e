import "server-only";
import { revalidateTag } from "next/cache";
import { renewOpening } from "../office/renew-opening.ts";
import { changed } from "../snapshots.ts";
import { dropCopies } from "./drop-copies.ts";

/** Teachers are gone, with teams and openings of theirs: from now on nobody sees their pages, nor them in any list. */
export function renewGone(gone: { teachers: string[]; teams?: string[]; openings: string[] }): void {
	for (const handle of gone.teachers) dropCopies(handle);
	for (const handle of gone.teams ?? []) changed(`team:${handle}`);
	for (const tag of ["teachers", "teams"]) revalidateTag(tag, { expire: 0 });
	for (const id of gone.openings) renewOpening(id, []);
}
