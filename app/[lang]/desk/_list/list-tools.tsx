import { addressOf } from "@/lib/desk/list-address";
import type { BookingPage, ListBookings } from "@/lib/desk/list-schema";
import type { Day } from "@/lib/time";
import { quietButton } from "../../../_ui/button.ts";
import { QueryLink } from "../../../_ui/query-link.tsx";
import { CancelDays } from "./cancel-days.tsx";

type Props = { page: BookingPage; wish: ListBookings; zone: string; today: Day; school: boolean };

/** How many there are, and what can be done with all of them. */
export function ListTools({ page, wish, zone, today, school }: Props) {
	const { after, ...whole } = wish;
	const { from, until, team = "*" } = whole;
	const file = addressOf("/api/booking-lists", { ...whole, ...(school && { team }), zone });
	const days = !school && from && until && from < until && until >= today;
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-6">
			<p role="status" data-focus-home className="text-soft">
				{countWords(page, after !== undefined)}
			</p>
			<div className="-mx-3 flex flex-wrap">
				<a href={file} download className={quietButton}>
					Download as CSV
				</a>
				{!school && (
					<QueryLink href={`/desk/print?day=${from ?? today}`} className={quietButton}>
						Print a day
					</QueryLink>
				)}
				{days && <CancelDays from={from} until={until} zone={zone} />}
			</div>
		</div>
	);
}

function countWords({ bookings, next }: BookingPage, further: boolean): string {
	const count = bookings.length === 1 ? "1 booking" : `${bookings.length} bookings`;
	if (next) return further ? `${count} here, and more` : `The first ${count}`;
	return further ? `The last ${count}` : count;
}
