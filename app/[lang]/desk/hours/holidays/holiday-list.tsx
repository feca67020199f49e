import type { Day } from "@/lib/time";
import { runLabel } from "../days/days-words.ts";
import type { Named } from "./holiday-names.ts";

type Props = {
	named: Named[];
	worked: string[];
	today: Day;
	onToggle: (name: string, works: boolean) => void;
};

/** Each holiday with the days on which it falls, and whether one works then. */
export function HolidayList({ named, worked, today, onToggle }: Props) {
	if (named.length === 0)
		return <p className="mt-6 text-soft">No holidays are known here for the years to come.</p>;
	return (
		<ul className="mt-6 divide-y divide-line rounded-2xl border border-line bg-card">
			{named.map(({ name, runs }) => (
				<li key={name}>
					<label className="flex min-h-14 items-center justify-between gap-4 px-4 py-2.5 sm:px-5">
						<span className="min-w-0">
							<span className={worked.includes(name) ? "text-soft" : "font-medium"}>{name}</span>
							<span className="block text-sm text-soft tabular-nums">
								{runs.map((run) => (
									<span key={run.from} className="mr-3 inline-block">
										{runLabel(run, today)}
									</span>
								))}
							</span>
						</span>
						<span className="flex shrink-0 items-center gap-2 text-soft">
							I work
							<input
								type="checkbox"
								aria-label={`I work on ${name}`}
								checked={worked.includes(name)}
								onChange={(event) => onToggle(name, event.target.checked)}
								className="size-5 accent-board"
							/>
						</span>
					</label>
				</li>
			))}
		</ul>
	);
}
