import type { ReactNode } from "react";
import type { DeskUser } from "@/lib/auth";
import { listBookings } from "@/lib/desk/list-bookings";
import type { ListBookings } from "@/lib/desk/list-schema";
import { dayOf } from "@/lib/time";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { BookingDays } from "./booking-days.tsx";
import { FilterForm } from "./filter-form.tsx";
import { ListPages } from "./list-pages.tsx";
import { ListTools } from "./list-tools.tsx";
import { NothingFits } from "./nothing-fits.tsx";
import { PastToggle } from "./past-toggle.tsx";

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
	const { past, ...filters } = wish;
	const narrowed = Object.values(filters).some(Boolean);
	const today = dayOf(Date.now(), zone);
	return (
		<div data-focus-scope className="grid gap-6">
			<div className="grid gap-3">
				<PastToggle path={path} wish={wish} />
				<FilterForm path={path} wish={wish} types={page.types} {...(school && { teams: page.teams })} />
			</div>
			{page.bookings.length > 0 ? (
				<>
					<ListTools page={page} wish={wish} zone={zone} today={today} school={school} />
					<BookingDays
						bookings={page.bookings}
						zone={zone}
						today={today}
						hour12={await askerReadsHour12()}
						school={school}
					/>
				</>
			) : narrowed ? (
				<NothingFits path={path} past={past} />
			) : (
				empty
			)}
			<ListPages path={path} wish={wish} next={page.next} />
		</div>
	);
}
