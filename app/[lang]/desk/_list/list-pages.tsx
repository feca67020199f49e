import { addressOf } from "@/lib/desk/list-address";
import type { ListBookings } from "@/lib/desk/list-schema";
import { plainButton, quietButton } from "../../../_ui/button.ts";
import { QueryLink } from "../../../_ui/query-link.tsx";

/** On to the next page, and back to the first; the way back to the one before is the browser's own. */
export function ListPages({ path, wish, next }: { path: string; wish: ListBookings; next: string | null }) {
	const { after, ...whole } = wish;
	if (!next && !after) return null;
	return (
		<nav aria-label="Pages" className="flex flex-wrap items-center gap-3">
			{next && (
				<QueryLink href={addressOf(path, { ...whole, after: next })} className={plainButton}>
					{wish.past ? "Earlier bookings" : "Later bookings"}
				</QueryLink>
			)}
			{after && (
				<QueryLink href={addressOf(path, whole)} className={quietButton}>
					Back to the first
				</QueryLink>
			)}
		</nav>
	);
}
