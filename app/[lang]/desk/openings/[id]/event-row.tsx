import type { OwnOpening } from "@/lib/office/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { YourTime } from "../../your-time.tsx";
import { type Line, wordsFor } from "./log-words.ts";

type Props = { line: Line; groups: OwnOpening["groups"]; zone: string; hour12: boolean };

export function EventRow({ line, groups, zone, hour12 }: Props) {
	const { at, actor } = line.last;
	return (
		<li className="grid gap-x-6 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[11rem_1fr] sm:items-baseline">
			<time dateTime={at} className="text-sm text-soft tabular-nums">
				{dayLabel(dayOf(at, zone))}, {clock(at, zone, hour12)}
				<YourTime at={at} home={zone} />
			</time>
			<p className="min-w-0 wrap-anywhere">
				{wordsFor(line, groups)}
				{actor && <span className="text-soft"> – {actor}</span>}
			</p>
		</li>
	);
}
