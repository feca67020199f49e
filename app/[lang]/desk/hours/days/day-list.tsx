import { useId } from "react";
import type { OwnDay } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";
import { quietButton } from "../../../../_ui/button.ts";
import { handOverFocus } from "../../../../_ui/hand-over-focus.ts";
import { type Run, runsOf } from "./days-draft.ts";
import { hoursLabel, runLabel } from "./days-words.ts";

type Props = {
	days: OwnDay[];
	today: Day;
	hour12: boolean;
	onEdit: (run: Run) => void;
	onDrop: (run: Run) => void;
};

/** The days that are not as usual, those that are alike and follow each other as one. */
export function DayList({ days, today, hour12, onEdit, onDrop }: Props) {
	const id = useId();
	return (
		<section aria-labelledby={id}>
			<h2 id={id} data-focus-home className="mb-3 text-xl">
				Not as usual
			</h2>
			{days.length === 0 ? (
				<p className="rounded-2xl border border-dashed border-edge px-5 py-8 text-center text-soft">
					Every day is as its weekday. Choose a day to be off, or to have other hours.
				</p>
			) : (
				<ul className="divide-y divide-line rounded-2xl border border-line bg-card">
					{runsOf(days).map((run) => (
						<li
							key={run.from}
							ref={handOverFocus}
							className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 sm:px-5"
						>
							<p className="min-w-0">
								<span className="font-medium">{runLabel(run, today)}</span>{" "}
								<span className="text-soft tabular-nums">{hoursLabel(run.spans, hour12)}</span>
							</p>
							<p className="-mx-3 flex">
								<button
									type="button"
									aria-label={`Edit ${runLabel(run, today)}`}
									onClick={() => onEdit(run)}
									className={quietButton}
								>
									Edit
								</button>
								<button
									type="button"
									aria-label={`Remove ${runLabel(run, today)}`}
									onClick={() => onDrop(run)}
									className={quietButton}
								>
									Remove
								</button>
							</p>
						</li>
					))}
				</ul>
			)}
		</section>
	);
}
