import Link from "next/link";
import type { ReactNode } from "react";
import type { DeskUser } from "@/lib/auth";
import { addressOf } from "@/lib/desk/list-address";
import { listBookings } from "@/lib/desk/list-bookings";
import type { BookingPage, ListBookings } from "@/lib/desk/list-schema";
import { dayOf } from "@/lib/time";
import { askerReadsHour12 } from "../../_ui/asker.ts";
import { plainButton, quietButton } from "../../_ui/button.ts";
import { BookingDays } from "../booking-days.tsx";
import { PastToggle } from "../past-toggle.tsx";
import { FilterForm } from "./filter-form.tsx";
import { NothingFits } from "./nothing-fits.tsx";

type Props = {
	who: DeskUser;
	/** Where the list stands: its filters go into this address. */
	path: string;
	wish: ListBookings;
	zone: string;
	/** Of a whole school, with whose each is. */
	school?: boolean;
	/** What is shown where there is nothing at all. */
	empty: ReactNode;
};

/** Bookings by day, with what narrows them down and what can be done with all of them. */
export async function BookingList({ who, path, wish, zone, school = false, empty }: Props) {
	const page = await listBookings(who, school ? { ...wish, team: wish.team ?? "*" } : wish, zone);
	const { past, after, ...filters } = wish;
	const narrowed = Object.values(filters).some(Boolean);
	const file = addressOf("/api/booking-lists", {
		...filters,
		...(school && { team: filters.team ?? "*" }),
		...(past && { past }),
		zone,
	});
	const today = dayOf(Date.now(), zone);
	return (
		<div data-focus-scope className="grid gap-6">
			<div className="grid gap-3">
				<PastToggle path={path} wish={wish} />
				<FilterForm path={path} wish={wish} types={page.types} {...(school && { teams: page.teams })} />
			</div>
			{page.bookings.length > 0 && (
				<div className="flex flex-wrap items-center justify-between gap-x-6">
					<p role="status" data-focus-home className="text-soft">
						{countWords(page, after !== undefined)}
					</p>
					<div className="-mx-3 flex flex-wrap">
						<a href={file} download className={quietButton}>
							Download as CSV
						</a>
						{!school && (
							<Link href={`/desk/print?day=${filters.from ?? today}`} className={quietButton}>
								Print a day
							</Link>
						)}
					</div>
				</div>
			)}
			{page.bookings.length === 0 ? (
				narrowed || after ? (
					<NothingFits path={path} past={past} />
				) : (
					empty
				)
			) : (
				<BookingDays
					bookings={page.bookings}
					zone={zone}
					today={today}
					hour12={await askerReadsHour12()}
					school={school}
				/>
			)}
			{(page.next || after) && (
				<nav aria-label="Pages" className="flex flex-wrap items-center gap-3">
					{page.next && (
						<Link href={addressOf(path, { ...wish, after: page.next })} className={plainButton}>
							{past ? "Earlier bookings" : "Later bookings"}
						</Link>
					)}
					{after && (
						<Link href={addressOf(path, { ...filters, ...(past && { past }) })} className={quietButton}>
							Back to the first
						</Link>
					)}
				</nav>
			)}
		</div>
	);
}

function countWords({ bookings, next }: BookingPage, further: boolean): string {
	const count = bookings.length === 1 ? "1 booking" : `${bookings.length} bookings`;
	if (next) return further ? `${count} here, and more` : `The first ${count}`;
	return further ? `The last ${count}` : count;
}
