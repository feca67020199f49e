import type { Watched } from "@/lib/office/schema";
import { FigureBox } from "../../../../_ui/figure-box.tsx";
import type { Stage } from "../stage.ts";
import { fastest, paceWords } from "./pace-words.ts";

/** How many are let in a minute, and why not more. */
export function PaceBox({ watched, stage }: { watched: Watched; stage: Stage }) {
	const { pace, status, opening } = watched;
	const limited = pace.paceMost < fastest;
	return (
		<FigureBox title="Pace">
			<p className="flex flex-wrap items-baseline gap-x-2">
				<span className="text-4xl font-[680] tracking-tight tabular-nums">
					{stage === "running" ? status.perMinute.toLocaleString("en-GB") : 0}
				</span>
				<span className="text-soft">families a minute{stage === "running" ? " at most" : ""}</span>
			</p>
			<p className="mt-2">
				{stage === "coming"
					? `Starts with ${status.perMinute.toLocaleString("en-GB")} a minute, and grows while answers stay quick.`
					: opening.pausedAt
						? "Paused by the office."
						: paceWords(pace.why)}
			</p>
			<p className="mt-2 text-sm text-soft">
				{limited
					? `Your limit: ${Math.round(pace.paceMost * 60).toLocaleString("en-GB")} a minute. `
					: "No limit of yours. "}
				{pace.choosing > 0 && `${pace.choosing.toLocaleString("en-GB")} are choosing a time just now.`}
			</p>
		</FigureBox>
	);
}
