import { useLocale } from "next-intl";
import { withWords } from "@/lib/bookings/with-words";
import { dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { BothTimes } from "./both-times.tsx";

type Props = {
	type: string;
	teacher: string;
	startsAt: string;
	endsAt: string;
	/** The reader's, and the other's. */
	zone: string;
	home: string;
	hour12: boolean;
};

/** What it is and when, said before anything that can be done about it. */
export function WhatAndWhen({ type, teacher, ...times }: Props) {
	const language = useLocale();
	return (
		<>
			<p className="text-soft">{withWords(type, teacher, language)}</p>
			<p className="mt-1 mb-4 text-2xl font-[680] tracking-tight first-letter:uppercase">
				{dayLabel(dayOf(times.startsAt, times.zone), "long", language)}
			</p>
			<BothTimes {...times} />
		</>
	);
}
