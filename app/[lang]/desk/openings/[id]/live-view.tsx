"use client";

import type { Office, Watched } from "@/lib/office/schema";
import { LostLook } from "../../../../_ui/lost-look.tsx";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { stageOf } from "../stage.ts";
import { BookForButton } from "./book-for-button.tsx";
import { EventLog } from "./event-log.tsx";
import { GroupBars } from "./group-bars.tsx";
import { PaceBox } from "./pace-box.tsx";
import { PeopleBars } from "./people-bars.tsx";
import { RefusalBars } from "./refusal-bars.tsx";
import { SeatBar } from "./seat-bar.tsx";
import { StageHead } from "./stage-head.tsx";
import { SteerBar } from "./steer-bar.tsx";
import { useToldNow } from "./use-told-now.ts";
import { useWatch } from "./use-watch.ts";

type Props = { first: Watched; teachers: Office["teachers"]; zone: string };

/** An opening while it runs: where it stands, who is where, how fast it goes, and what can be done about it. */
export function LiveView({ first, teachers, zone }: Props) {
	const { watched, lost, again } = useWatch(first);
	const { opening, status } = watched;
	const now = useToldNow(status.now);
	const [{ hour12 }] = useViewer(zone);
	const stage = stageOf(opening, now);
	const over = stage === "over" || stage === "released";
	return (
		<div className="grid gap-8">
			{lost && <LostLook out={lost === "SIGIN"} again={again} />}
			<StageHead watched={watched} stage={stage} now={now} zone={zone} hour12={hour12} />
			<div className="flex flex-wrap gap-3">
				<SteerBar opening={opening} stage={stage} perMinute={status.perMinute} onDone={again} />
				<BookForButton opening={opening} stage={stage} teachers={teachers} zone={zone} onDone={again} />
			</div>
			{/* The families' box is as tall as two others; one that would stand alone has the whole width. */}
			<div className="grid gap-4 lg:grid-cols-2 lg:[&>:first-child]:row-span-2 lg:[&>:nth-child(4):last-child]:col-span-2">
				<PeopleBars watched={watched} />
				{stage !== "released" && <SeatBar watched={watched} />}
				{opening.waitingRoom && !over && <PaceBox watched={watched} stage={stage} />}
				{opening.groups.length > 1 && <GroupBars watched={watched} zone={zone} hour12={hour12} />}
				<RefusalBars refusals={watched.refusals} audience={opening.audience} />
			</div>
			<EventLog id={opening.id} latest={watched.log} groups={opening.groups} zone={zone} hour12={hour12} />
			{opening.waitingRoom && (
				<p className="text-soft">
					Anyone can check the draw:{" "}
					<a
						href={`/api/openings/${opening.id}/record`}
						className="inline-flex min-h-8 items-center font-medium text-ink underline decoration-edge underline-offset-4"
					>
						the record of the draw
					</a>{" "}
					has every place, its number and the seed, with no names in it.
				</p>
			)}
		</div>
	);
}
