import type { BusyTime, Calendar } from "@/lib/desk/calendar-schema";
import { momentLabel } from "@/lib/time-words";
import { YourTime } from "../your-time.tsx";
import type { Axis } from "./axis.ts";
import { piecesOf, placed } from "./place.ts";
import { type Reading, timeWords } from "./words.ts";

/** Time that a calendar from elsewhere has; marked where that could not be read since. */
export function BusyBlock({ busy, axis, reading }: { busy: BusyTime; axis: Axis; reading: Reading }) {
	const { note, feed, unreadSince } = busy;
	return piecesOf(axis, busy).map((piece) => (
		<div key={piece.column} className="absolute pr-0.5 pl-3.5" style={placed(axis, piece)}>
			<div
				className={`hatched size-full overflow-clip rounded-md border border-dashed ${unreadSince ? "border-brass" : "border-edge"}`}
			>
				<p
					className={`sticky top-18 w-fit max-w-full truncate rounded px-1.5 text-xs leading-4 ${unreadSince ? "bg-brass-tint text-brass-ink" : "bg-card text-soft"}`}
				>
					<span className="sr-only">{timeWords(busy, reading)}: </span>
					{unreadSince && <span className="sr-only">{asItWas}: </span>}
					{unreadSince && <span aria-hidden="true">? </span>}
					{note || "Busy"} ({feed})
				</p>
			</div>
		</div>
	));
}

/** Since when what is marked so is not known any better, calendar by calendar; nothing where all are read. */
export function UnreadNote({
	calendar,
	reading,
	now,
}: {
	calendar: Calendar;
	reading: Reading;
	now: number;
}) {
	const since = new Map(
		calendar.busy.flatMap(({ feed, unreadSince }) => (unreadSince ? [[feed, unreadSince] as const] : [])),
	);
	if (since.size === 0) return null;
	return (
		<ul className="mb-3 grid gap-1 text-sm text-soft">
			{[...since].map(([feed, at]) => (
				<li key={feed} className="wrap-anywhere">
					<span aria-hidden="true" className="mr-1.5 rounded bg-brass-tint px-1.5 text-brass-ink">
						?
					</span>
					“{feed}” could not be read since {momentLabel(at, reading.zone, reading.hour12, now)}
					<YourTime at={at} home={reading.zone} inline />: its times are as they were then.
				</li>
			))}
		</ul>
	);
}

const asItWas = "as it was when it was last read";
