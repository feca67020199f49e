import type { Change } from "@/lib/desk/trail-schema";
import type { Clocks } from "@/lib/desk/trail-values";
import { linesOf, titleOf, whoOf } from "@/lib/desk/trail-words";
import { clock } from "@/lib/time-words";
import { YourTime } from "../your-time.tsx";

type Props = { change: Change; clocks: Clocks; school: boolean };

/** One change: when, what and by whom, with what was before. */
export function TrailRow({ change, clocks, school }: Props) {
	const { at, kind, teacher, reason } = change;
	const whose = school && teacher && kind !== "member" && kind !== "teacher" && ` · ${teacher}`;
	return (
		<li className="grid gap-x-6 gap-y-0.5 px-4 py-3 sm:grid-cols-[6rem_1fr]">
			<time dateTime={at} className="tabular-nums text-soft">
				{clock(at, clocks.zone, clocks.hour12)}
				<YourTime at={at} home={clocks.zone} />
			</time>
			<div className="grid min-w-0 gap-1 wrap-anywhere">
				<p className="font-medium">{titleOf(change)}</p>
				{linesOf(change, clocks).map((line) => (
					<p key={line} className="text-sm">
						{line}
					</p>
				))}
				{reason && <p className="text-sm whitespace-pre-line">Reason: {reason}</p>}
				<p className="text-sm text-soft">
					{whoOf(change)}
					{whose}
				</p>
			</div>
		</li>
	);
}
