import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { isOnlyAsked } from "@/lib/bookings/asked";
import { dayOf } from "@/lib/time";
import { dayLabel, momentLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { BothTimes } from "../../../_ui/both-times.tsx";
import { primaryButton, quietButton } from "../../../_ui/button.ts";
import { NothingHere } from "../../../_ui/nothing-here.tsx";
import { OwnBookings } from "../../../_ui/own-bookings.tsx";
import { WordsFor } from "../../../_ui/words-for.tsx";
import { BookingHead } from "./booking-head.tsx";
import { findBooking } from "./find-booking.ts";
import { SaidFacts } from "./said-facts.tsx";
import { SeriesList } from "./series-list.tsx";
import { shown } from "./shown.ts";
import { WhatNext } from "./what-next.tsx";
import { WhileAsked } from "./while-asked.tsx";

// Nothing of this page is known before the link is.
export const instant = false;
// Whoever has the link may cancel, so it stays out of search engines and referrers.
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("booking");
	return {
		title: words("title"),
		robots: { index: false, follow: false, nocache: true },
		referrer: "no-referrer",
	};
}

type Search = { booked?: string; moved?: string };
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Search> };

export default async function BookingPage({ params, searchParams }: Props) {
	const { ref } = await params;
	const booking = await findBooking(ref);
	if (!booking) return <NothingHere />;
	const { booked, moved } = await searchParams;
	const news = booked === "1" ? "booked" : moved === "1" ? "moved" : undefined;
	const hour12 = await askerReadsHour12();
	const words = await getTranslations("booking");
	const language = await getLocale();
	const { startsAt, endsAt, teacher, type, series, bookerTimeZone: zone } = booking;
	const movedFrom = booking.knownStart ?? booking.toldStart ?? booking.movedFrom;
	const state = shown(booking, Date.now());
	const over = state === "completed";
	const asked = isOnlyAsked(booking) || booking.state === "declined";
	const live = state === "confirmed" || state === "pending";
	return (
		<article data-focus-scope className="mx-auto mt-8 max-w-xl sm:mt-14">
			<BookingHead state={state} email={booking.email} news={news} dates={series?.length} />
			<section aria-label={words("part")} className="mt-8 rounded-2xl border border-line bg-card p-5 sm:p-7">
				<p className="text-soft">
					{words.rich("withTeacher", {
						...{ type: type.name, name: teacher.name },
						teacher: (name) =>
							teacher.hasLeft ? (
								name
							) : (
								<Link
									href={`/t/${teacher.handle}`}
									className="font-medium text-ink underline decoration-edge underline-offset-4"
								>
									{name}
								</Link>
							),
					})}
				</p>
				<p
					className={`mt-1 mb-4 text-2xl font-[680] tracking-tight first-letter:uppercase ${live || over ? "" : "text-soft line-through"}`}
				>
					{dayLabel(dayOf(startsAt, zone), "long", language)}
				</p>
				<BothTimes startsAt={startsAt} endsAt={endsAt} zone={zone} home={teacher.timeZone} hour12={hour12} />
				{movedFrom && movedFrom !== startsAt && (
					<p className="mt-3 text-sm text-soft">
						{words("movedFrom", { moment: momentLabel(movedFrom, zone, hour12, startsAt, language) })}
					</p>
				)}
				{booking.moveMessage && (
					<p className="mt-2 whitespace-pre-line wrap-anywhere">
						{words("says", { teacher: teacher.name, reason: booking.moveMessage })}
					</p>
				)}
				<p className="mt-4">
					{words.rich(asked ? "askedBy" : "bookedFor", {
						...{ name: booking.name, email: booking.email },
						soft: (email) => <span className="text-soft">{email}</span>,
					})}
				</p>
				<SaidFacts {...booking} />
				{booking.cancelledByTeacher && (
					<p className="mt-4 whitespace-pre-line wrap-anywhere">
						{booking.cancelReason
							? words("calledOffWhy", { teacher: teacher.name, reason: booking.cancelReason })
							: words("calledOff", { teacher: teacher.name })}
					</p>
				)}
				{state === "cancelled" && !booking.cancelledByTeacher && booking.cancelReason && (
					<p className="mt-4 whitespace-pre-line wrap-anywhere">
						{words("yourReason", { reason: booking.cancelReason })}
					</p>
				)}
				{state === "declined" && booking.cancelReason && (
					<p className="mt-4 whitespace-pre-line wrap-anywhere">
						{words("says", { teacher: teacher.name, reason: booking.cancelReason })}
					</p>
				)}
				<WordsFor rooms={["change"]}>
					{state === "confirmed" && <WhatNext ref_={ref} booking={booking} hour12={hour12} />}
					{state === "pending" && <WhileAsked ref_={ref} booking={booking} hour12={hour12} />}
				</WordsFor>
			</section>
			{series && series.length > 1 && (
				<SeriesList dates={series} zone={zone} home={teacher.timeZone} hour12={hour12} now={Date.now()} />
			)}
			<p className="mt-4">
				<OwnBookings className={`${quietButton} -ml-3`}>{words("all")}</OwnBookings>
			</p>
			{!live && !teacher.hasLeft && !booking.isRetired && (
				<p className="mt-2">
					<Link href={`/t/${teacher.handle}?type=${type.handle}`} className={primaryButton}>
						{words("another")}
					</Link>
				</p>
			)}
		</article>
	);
}
