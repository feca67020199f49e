import { useLocale, useTranslations } from "next-intl";
import { withWords } from "@/lib/bookings/with-words";
import type { OwnBooking } from "@/lib/mine/schema";
import { sameClock } from "@/lib/time";
import { clock, zoneCity } from "@/lib/time-words";

type Props = { booking: OwnBooking; zone: string; hour12: boolean };

/** What sets it apart from those that are simply booked. */
const states = {
	pending: "pending",
	declined: "declined",
	cancelled: "cancelled",
	no_show: "missed",
} as const;

/** One booking, and the way to its own page. */
export function MineRow({ booking, zone, hour12 }: Props) {
	const { ref, state, startsAt, endsAt, name, teacher, type, timeZone } = booking;
	const words = useTranslations("list");
	const language = useLocale();
	const told = states[state as keyof typeof states];
	const given = state === "cancelled" || state === "declined";
	return (
		<li>
			{/* Loaded anew, so that coming back loads this page anew, too: see OwnBookings. */}
			<a
				href={`/b/${ref}`}
				className="grid min-h-16 grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 px-4 py-3 hover:bg-chalk sm:grid-cols-[9.5rem_1fr_auto] sm:px-5"
			>
				<span
					className={`col-start-1 row-start-1 font-[680] tabular-nums ${given ? "text-soft line-through" : ""}`}
				>
					{clock(startsAt, zone, hour12)} – {clock(endsAt, zone, hour12)}
					{!sameClock(startsAt, zone, timeZone) && (
						<span className="block text-sm font-normal text-soft">
							{clock(startsAt, timeZone, hour12)} {zoneCity(timeZone)}
						</span>
					)}
				</span>
				<span className="col-span-2 row-start-2 min-w-0 wrap-anywhere sm:col-span-1 sm:col-start-2 sm:row-start-1">
					{withWords(type, teacher, language)}
					<span className="block text-sm text-soft">{words("for", { name })}</span>
				</span>
				<span className="col-start-2 row-start-1 text-sm text-soft sm:col-start-3">
					{told && words(told)}
				</span>
			</a>
		</li>
	);
}
