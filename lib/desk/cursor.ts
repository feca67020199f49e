import { z } from "zod";

/** The booking that was last seen. `at` is as SQL wrote it, to the microsecond. */
export type Seen = { at: string; id: string };

const At = z.iso.datetime({ offset: true }).regex(/^2\d{3}-.*\+00:00$/);

/** Where a page of a list ended: `2026-11-30T09:00:00+00:00~<id>`. */
export const Cursor = z
	.string()
	.max(80)
	.refine((text) => {
		const { at, id } = readCursor(text);
		return At.safeParse(at).success && z.uuid().safeParse(id).success;
	}, "This is not where a list ended.");

export function readCursor(cursor: string): Seen {
	const [at = "", id = ""] = cursor.split("~");
	return { at, id };
}

export const writeCursor = ({ at, id }: Seen): string => `${at}~${id}`;
