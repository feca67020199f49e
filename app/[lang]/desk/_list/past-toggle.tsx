import { addressOf } from "@/lib/desk/list-address";
import type { ListBookings } from "@/lib/desk/list-schema";
import { QueryLink } from "../../../_ui/query-link.tsx";

const tab =
	"flex min-h-11 items-center rounded-xl px-4 font-medium text-soft hover:text-ink aria-[current=true]:bg-chalk aria-[current=true]:text-chalk-ink";

/** Coming first; what is over stays one tap away. Other filters stay, but the days, which are of one of them. */
export function PastToggle({ path, wish }: { path: string; wish: ListBookings }) {
	const { past, from, until, after, ...others } = wish;
	return (
		<nav aria-label="Which bookings" className="flex gap-1">
			<QueryLink href={addressOf(path, others)} aria-current={past ? undefined : "true"} className={tab}>
				Coming
			</QueryLink>
			<QueryLink
				href={addressOf(path, { ...others, past: "1" })}
				aria-current={past ? "true" : undefined}
				className={tab}
			>
				Past
			</QueryLink>
		</nav>
	);
}
