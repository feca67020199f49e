import { useLocale, useTranslations } from "next-intl";
import type { Booking } from "@/lib/bookings/answer";
import { momentLabel } from "@/lib/time-words";
import { CancelBooking } from "./cancel-booking.tsx";

type Props = { ref_: string; booking: Booking; hour12: boolean };

/** Until when there is an answer, and the way back until then. */
export function WhileAsked({ ref_, booking, hour12 }: Props) {
	const { decideUntil, startsAt, teacher, bookerTimeZone: zone } = booking;
	const words = useTranslations("booking.asked");
	const moment = momentLabel(decideUntil ?? startsAt, zone, hour12, Date.now(), useLocale());
	return (
		<>
			<p className="mt-4">{words("until", { teacher: teacher.name, moment })}</p>
			<div className="mt-6">
				<CancelBooking booking={ref_} until={undefined} asked teacher={teacher.name} coming={1} />
			</div>
			<p className="mt-4 text-sm text-soft">{words("back")}</p>
		</>
	);
}
