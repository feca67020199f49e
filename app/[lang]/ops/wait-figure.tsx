import type { Ops } from "@/lib/watch/schema";
import { BarRow } from "../../_ui/bar-row.tsx";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { counted, msWords, secondsWords } from "./words.ts";

/** What waits for something, and for how long. */
export function WaitFigure({ ops: { gauges, pool } }: { ops: Pick<Ops, "gauges" | "pool"> }) {
	const mails = gauges?.mails;
	const facts: [string, string][] = [
		["Mails", mails ? waits(mails.waiting, mails.oldest_seconds) : "–"],
		["For programs", gauges ? waits(gauges.hooks.waiting, gauges.hooks.overdue_seconds) : "–"],
		["For a lock", gauges ? waits(gauges.lock_waits, gauges.lock_wait_seconds) : "–"],
		["For a connection", `${counted(pool.waits)} waited, 95 of 100 within ${msWords(pool.p95Ms)}`],
		["Longest queue", `${counted(pool.queue)}, and ${counted(pool.shed)} sent away`],
		["Replica", replicaWords(gauges)],
	];
	return (
		<FigureBox title="What waits">
			{gauges && (
				<dl className="mb-4">
					<BarRow
						label="Connections to the database"
						value={gauges.connections}
						most={gauges.connections_most}
						note={`of ${gauges.connections_most}`}
						tone={gauges.connections > gauges.connections_most * 0.8 ? "alarm" : "board"}
					/>
				</dl>
			)}
			<dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[auto_1fr]">
				{facts.map(([what, said]) => (
					<div key={what} className="contents">
						<dt className="text-soft">{what}</dt>
						<dd className="mb-1 font-medium tabular-nums sm:mb-0 sm:text-right">{said}</dd>
					</div>
				))}
			</dl>
		</FigureBox>
	);
}

const waits = (number: number, seconds: number) =>
	number === 0 ? "none" : `${counted(number)}, the oldest for ${secondsWords(seconds)}`;

function replicaWords(gauges: Ops["gauges"]): string {
	if (gauges?.replica_away) return "does not answer";
	const lag = gauges?.replica_lag_seconds;
	return lag === undefined || lag === null ? "none" : `${lag} s behind`;
}
