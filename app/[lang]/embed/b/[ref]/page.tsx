import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { withWords } from "@/lib/bookings/with-words";
import { dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../../_ui/asker.ts";
import { BothTimes } from "../../../../_ui/both-times.tsx";
import { primaryButton, quietButton } from "../../../../_ui/button.ts";
import { NothingHere } from "../../../../_ui/nothing-here.tsx";
import { BookingHead } from "../../../b/[ref]/booking-head.tsx";
import { findBooking } from "../../../b/[ref]/find-booking.ts";
import { shown } from "../../../b/[ref]/shown.ts";
import { Embedded } from "../../embedded.tsx";

// Nothing of this page is known before the link is.
export const instant = false;
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("plain");
	return {
		title: words("embed.yourBooking"),
		robots: { index: false, follow: false, nocache: true },
		referrer: "no-referrer",
	};
}

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ booked?: string }> };

/** What was just booked within somebody else's page. All that can be done with it is on its own page, which nobody frames. */
export default async function EmbeddedBookingPage({ params, searchParams }: Props) {
	const { ref } = await params;
	const booking = await findBooking(ref);
	if (!booking) return <NothingHere />;
	const [words, language] = await Promise.all([getTranslations("plain"), getLocale()]);
	const { startsAt, endsAt, teacher, type, series, email, isOffered, bookerTimeZone: zone } = booking;
	const state = shown(booking, Date.now());
	const news = (await searchParams).booked === "1" ? "booked" : undefined;
	return (
		<Embedded booked={state === "confirmed" && news === "booked"}>
			<div className="max-w-xl">
				<BookingHead state={state} email={email} news={news} dates={series?.length} />
				<p className="mt-6 text-soft">{withWords(type.name, teacher.name, language)}</p>
				<p className="mt-1 mb-3 text-2xl font-[680] tracking-tight first-letter:uppercase">
					{dayLabel(dayOf(startsAt, zone), "long", language)}
				</p>
				<BothTimes
					{...{ startsAt, endsAt, zone, home: teacher.timeZone, hour12: await askerReadsHour12() }}
				/>
				<p className="mt-6 flex flex-wrap gap-x-4 gap-y-2">
					<a href={`/b/${ref}`} target="_blank" rel="noopener" className={primaryButton}>
						{words(
							state === "pending"
								? "embed.seeAsked"
								: state === "confirmed" && isOffered
									? "embed.seeMove"
									: "embed.see",
						)}
					</a>
					{!teacher.hasLeft && !booking.isRetired && (
						<Link href={`/embed/t/${teacher.handle}`} prefetch={false} className={quietButton}>
							{words("embed.another")}
						</Link>
					)}
				</p>
			</div>
		</Embedded>
	);
}
