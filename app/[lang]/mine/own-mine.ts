import { getLocale } from "next-intl/server";
import { deviceOwner } from "@/lib/mine/device";
import { listMine } from "@/lib/mine/list-mine";
import type { ListMine, Mine } from "@/lib/mine/schema";
import { Refusal } from "@/lib/refusal";

/** The page of whoever this device knows; null for nobody, or one who has left everywhere since. */
export async function ownMine(wish: ListMine = {}): Promise<Mine | null> {
	const owner = await deviceOwner();
	if (!owner) return null;
	try {
		return await listMine(owner, wish, await getLocale());
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}
