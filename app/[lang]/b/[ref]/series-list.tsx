import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { BookedDate } from "@/lib/bookings/answer";
import { sameClock } from "@/lib/time";
import { clock, momentLabel, zoneCity } from "@/lib/time-words";

type Props = { dates: BookedDate[]; zone: string; home: string; hour12: boolean; now: number };

/** All dates that were booked as one, each with a page of its own. */
export function SeriesList({ dates, zone, home, hour12, now }: Props) {
	const words = useTranslations("booking.series");
	const language = useLocale();
	return (
		<section aria-labelledby="dates" className="mt-8">
			<h2 id="dates" className="mb-3 text-xl">
				{words("title", { count: dates.length })}
			</h2>
			<ul className="divide-y divide-line rounded-2xl border border-line bg-card">
				{dates.map((date) => {
					const state = stateOf(date, now);
					return (
						<li key={date.ref} className="flex min-h-13 items-center gap-3 px-4 py-2 sm:px-5">
							<span className={`min-w-0 grow tabular-nums ${state ? "text-soft" : ""}`}>
								<DateName date={date} struck={state === "cancelled"}>
									{momentLabel(date.startsAt, zone, hour12, date.startsAt, language)}
								</DateName>
								{!sameClock(date.startsAt, zone, home) && (
									<span className="block text-sm text-soft">
										{clock(date.startsAt, home, hour12)} {zoneCity(home)}
									</span>
								)}
							</span>
							<span className="shrink-0 text-sm text-soft">
								{state ? words(state) : date.isThis && words("this")}
							</span>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

function DateName({ date, struck, children }: { date: BookedDate; struck: boolean; children: ReactNode }) {
	if (date.isThis)
		return (
			<b aria-current="page" className={`font-[680] ${struck ? "line-through" : ""}`}>
				{children}
			</b>
		);
	return (
		<Link
			href={`/b/${date.ref}`}
			prefetch={false}
			className="inline-flex min-h-11 items-center underline decoration-edge underline-offset-4 hover:decoration-current"
		>
			<span className={struck ? "line-through" : ""}>{children}</span>
		</Link>
	);
}

/** What sets it apart from those that are still to come. */
function stateOf({ state, endsAt }: BookedDate, now: number): "cancelled" | "declined" | "over" | undefined {
	if (state === "cancelled" || state === "declined") return state;
	return Date.parse(endsAt) < now ? "over" : undefined;
}
