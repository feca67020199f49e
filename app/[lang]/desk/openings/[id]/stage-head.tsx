import type { Watched } from "@/lib/office/schema";
import type { OpeningState } from "@/lib/openings/schema";
import { momentLabel } from "@/lib/time-words";
import { countdown } from "../../../../_ui/countdown.ts";
import { YourTime } from "../../your-time.tsx";
import type { Stage } from "../stage.ts";
import { StageMark } from "../stage-mark.tsx";

type Props = { watched: Watched; stage: Stage; now: number; zone: string; hour12: boolean };

/** Where it stands, and what comes next and when. */
export function StageHead({ watched, stage, now, zone, hour12 }: Props) {
	const { opening, status } = watched;
	const when = (at: string) => momentLabel(at, zone, hour12, now);
	const next = opening.groups
		.filter(({ opensAt }) => Date.parse(opensAt) > now)
		.sort((a, b) => Date.parse(a.opensAt) - Date.parse(b.opensAt))[0];
	const opens = stage === "coming" ? "Opens" : `“${next?.name}” opens`;
	return (
		<section aria-label="Where it stands" className="grid gap-2">
			<p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<StageMark stage={stage} />
				<span className="text-lg">{sentence(stage, status.state)}</span>
			</p>
			{next && stage !== "over" && stage !== "released" && (
				<p className="flex flex-wrap items-baseline gap-x-3">
					<span className="text-4xl font-[680] tracking-tight tabular-nums">
						{countdown(Date.parse(next.opensAt) - now)}
					</span>
					<span className="text-soft">
						{opens} {when(next.opensAt)}
						<YourTime at={next.opensAt} home={zone} inline />
					</span>
				</p>
			)}
			<p className="text-soft">
				{stage === "coming" && Date.parse(opening.joinsAt) > now && `Places from ${when(opening.joinsAt)}. `}
				{stage === "coming" && Date.parse(opening.joinsAt) <= now && "Places are being given. "}
				{!next && stage !== "coming" && `Opened ${when(opening.opensAt)}. `}
				{opening.closesAt &&
					!opening.endedAt &&
					`${stage === "over" ? "Closed" : "Closes"} ${when(opening.closesAt)}. `}
				{opening.endedAt && `Ended ${when(opening.endedAt)}. `}
				{opening.releasedAt && `Open to everybody since ${when(opening.releasedAt)}.`}
			</p>
		</section>
	);
}

const whileOpen: Partial<Record<OpeningState, string>> = {
	all_held: "Every free time is being booked just now; some may come back.",
	sold_out: "Everything is booked.",
};

function sentence(stage: Stage, state: OpeningState): string {
	switch (stage) {
		case "coming":
			return "Not open yet.";
		case "paused":
			return "Nobody new is let in. Who is inside can go on booking.";
		case "running":
			return whileOpen[state] ?? "Families are booking.";
		case "over":
			return "Nothing more can be booked. What was booked stands.";
		case "released":
			return "What is left can be booked by everybody. What was booked stands.";
	}
}
