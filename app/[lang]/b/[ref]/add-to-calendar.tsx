import { useTranslations } from "next-intl";
import type { Booking } from "@/lib/bookings/answer";
import { calendarLinks } from "@/lib/bookings/calendar-links";
import { primaryButton } from "../../../_ui/button.ts";

type Props = { ref_: string; url: string; booking: Booking };

/** A menu that needs no script. Programs take the file, and the two on the web are asked to fill in a form. */
export function AddToCalendar({ ref_, url, booking }: Props) {
	const words = useTranslations("booking.calendar");
	const { google, outlook, work } = calendarLinks(booking, url);
	const several = (booking.series?.length ?? 0) > 1;
	return (
		<details className="open:w-full">
			<summary className={`${primaryButton} cursor-pointer list-none [&::-webkit-details-marker]:hidden`}>
				{words(several ? "addDate" : "add")}
				<svg
					viewBox="0 0 20 20"
					aria-hidden="true"
					className="size-4 stroke-current"
					strokeWidth="2"
					fill="none"
				>
					<path d="m5 8 5 5 5-5" strokeLinecap="round" strokeLinejoin="round" />
				</svg>
			</summary>
			<ul className="mt-2 max-w-sm divide-y divide-line overflow-hidden rounded-2xl border border-line">
				<Way href={`/api/calendars/${ref_}`} note={words("fileNote")}>
					{words("file")}
				</Way>
				<Way href={google}>Google Calendar</Way>
				<Way href={outlook}>Outlook.com</Way>
				<Way href={work} note={words("workNote")}>
					Outlook
				</Way>
			</ul>
		</details>
	);
}

function Way({ href, note, children }: { href: string; note?: string; children: string }) {
	const away = href.startsWith("https:") && { target: "_blank", rel: "noreferrer noopener" };
	return (
		<li>
			<a
				href={href}
				{...away}
				className="flex min-h-11 flex-wrap items-center gap-x-2 px-4 py-1.5 hover:bg-chalk"
			>
				{children}
				{note && <span className="text-sm text-soft">{note}</span>}
			</a>
		</li>
	);
}
