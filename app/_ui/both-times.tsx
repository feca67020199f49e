import { useLocale } from "next-intl";
import type { Language } from "@/lib/languages/languages";
import { dayOf, sameClock } from "@/lib/time";
import { clock, dayLabel, zoneLabel } from "@/lib/time-words";

type Props = { startsAt: string; endsAt: string; zone: string; home: string; hour12: boolean };

const teachersTime: Record<Language, string> = {
	en: "the teacher’s time",
	de: "Zeit der Lehrkraft",
	fr: "heure de l’enseignant",
	es: "hora del docente",
};

/** From when to when, in the reader's zone, with the teacher's beside it where its clocks differ. */
export function BothTimes({ startsAt, endsAt, zone, home, hour12 }: Props) {
	const language = useLocale();
	const away = !sameClock(startsAt, zone, home);
	const homeDay = dayOf(startsAt, home);
	const otherDay = homeDay === dayOf(startsAt, zone) ? "" : dayLabel(homeDay, "short", language);
	return (
		<div className="rounded-xl border border-line px-4 py-3">
			<p className="flex flex-wrap items-baseline gap-x-2">
				<span className="text-lg font-[680] tabular-nums">{span(startsAt, endsAt, zone, hour12)}</span>
				<span className="text-soft">{zoneLabel(startsAt, zone)}</span>
			</p>
			{away && (
				<p className="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-soft">
					<span className="tabular-nums">
						{otherDay && `${otherDay}, `}
						{span(startsAt, endsAt, home, hour12)}
					</span>
					<span>
						{zoneLabel(startsAt, home)}, {teachersTime[language]}
					</span>
				</p>
			)}
		</div>
	);
}

function span(startsAt: string, endsAt: string, zone: string, hour12: boolean): string {
	return `${clock(startsAt, zone, hour12)} – ${clock(endsAt, zone, hour12)}`;
}
