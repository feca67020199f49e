import { offsetMinutes } from "@/lib/time";
import { clock, clockOfMinute, dayLabel, zoneCity } from "@/lib/time-words";
import type { Axis } from "./axis.ts";

type Props = { axis: Axis; hour12: boolean; zone?: string };

/** The hours beside the grid: the teacher's, or those of another zone at the same instants. */
export function WeekGutter({ axis, hour12, zone }: Props) {
	return (
		<div aria-hidden="true" className="relative text-right text-xs text-soft tabular-nums">
			{axis.rows.map(({ minute, again }, row) => {
				if (minute % 60 || row === 0) return null;
				// As on the first day that has this hour.
				const at = axis.columns.find(({ starts }) => starts[row] !== undefined)?.starts[row];
				const words = zone ? clock(at ?? 0, zone, hour12) : clockOfMinute(minute, hour12);
				return (
					<span
						key={`${minute} ${again}`}
						className="absolute right-1.5 -translate-y-1/2 leading-none"
						style={{ top: `calc(var(--row) * ${row})` }}
					>
						{hour12 ? words.replace(":00", "") : words}
						{again && !zone && "′"}
					</span>
				);
			})}
		</div>
	);
}

/** Clocks do not change on the same day everywhere: from which of these days on the other zone's hours are not as written. */
export function DifferenceNote({
	axis: { columns },
	home,
	zone,
}: {
	axis: Axis;
	home: string;
	zone: string;
}) {
	const off = (at: number) => offsetMinutes(at, zone) - offsetMinutes(at, home);
	const first = off(columns[0]?.from ?? 0);
	const changed = columns.find(({ until }) => off(until - 1) !== first);
	if (!changed) return null;
	return (
		<p className="mb-3 text-sm text-soft">
			Clocks change on {dayLabel(changed.day)}: the hours of {zoneCity(zone)} are those before it.
		</p>
	);
}
