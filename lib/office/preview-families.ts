import "server-only";
import type { DeskUser } from "../auth.ts";
import { readFamilies } from "./read-families.ts";
import type { FamilyRow } from "./schema.ts";
import { watchOpening } from "./watch-opening.ts";

/** What inviting a file's families would do, row by row, with nothing done. Refuses DNIED, NTFND, INVAL. */
export async function previewFamilies(
	who: DeskUser,
	{ opening, text }: { opening: string; text: string },
): Promise<{ rows: FamilyRow[] }> {
	const { groups } = (await watchOpening(who, opening, null)).opening;
	return {
		rows: readFamilies(
			text,
			groups.map(({ name }) => name),
		),
	};
}
