import "server-only";
import { revalidateTag } from "next/cache";
import { changed } from "../snapshots.ts";

/** A school's teams were edited: from now on nobody sees the old one, nor its page where it had another handle. */
export function renewTeams(handle: string): void {
	changed(`team:${handle}`);
	revalidateTag("teams", { expire: 0 });
}
