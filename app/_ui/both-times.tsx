import { clock, dayLabel, dayOf, offsetLabel, sameClock, zoneCity } from "@/lib/time";

type Props = { startsAt: string; endsAt: string; zone: string; home: string; hour12: boolean };

/** From when to when, in the reader's zone, with the teacher's beside it where its clocks differ. */
export function BothTimes({ startsAt, endsAt, zone, home, hour12 }: Props) {
	const away = !sameClock(startsAt, zone, home);
	return (
		<div className="rounded-xl border border-line px-4 py-3">
			<p>
				<span className="text-lg font-[680] tabular-nums">{span(startsAt, endsAt, zone, hour12)}</span>{" "}
				<span className="text-soft">
					{zoneCity(zone)} ({offsetLabel(startsAt, zone)})
				</span>
			</p>
			{away && (
				<p className="mt-0.5 text-soft tabular-nums">
					{span(startsAt, endsAt, home, hour12)} {zoneCity(home)} ({offsetLabel(startsAt, home)}
					{dayOf(startsAt, home) === dayOf(startsAt, zone) ? "" : `, ${dayLabel(dayOf(startsAt, home))}`}),
					for the teacher
				</p>
			)}
		</div>
	);
}

function span(startsAt: string, endsAt: string, zone: string, hour12: boolean): string {
	return `${clock(startsAt, zone, hour12)} – ${clock(endsAt, zone, hour12)}`;
}
