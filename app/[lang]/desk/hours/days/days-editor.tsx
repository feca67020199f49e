"use client";

import { useState } from "react";
import type { Rules, Schedule } from "@/lib/rules/schema";
import { dayOf } from "@/lib/time";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { SaveNotes } from "../save-notes.tsx";
import { StaleNote } from "../stale-note.tsx";
import { UndoNote } from "../undo-note.tsx";
import { useSave } from "../use-save.ts";
import { DayForm } from "./day-form.tsx";
import { DayList } from "./day-list.tsx";
import { marksOf } from "./day-marks.ts";
import { type Run, withoutRun, withRun } from "./days-draft.ts";
import { changes, runLabel } from "./days-words.ts";

type Props = { schedule: Schedule; rules: Rules };
/** A run of days that is to be, or is to be as usual again; `instead` of another one. */
type Edit = { run: Run; gone?: boolean; instead?: Run | undefined };

/** Days that are not as usual: off, or with hours of their own. Each is saved as soon as it is said. */
export function DaysEditor({ schedule, rules }: Props) {
	const [{ hour12 }] = useViewer("UTC");
	const today = dayOf(Date.now(), rules.timeZone);
	const [base, setBase] = useState(schedule.ownDays);
	const [wanted, want] = useState<Edit>();
	const [edited, setEdited] = useState<Run>();
	const [dropped, setDropped] = useState<Run>();
	// A form that was saved begins anew.
	const [forms, setForms] = useState(0);
	const { state, seen, save, catchUp } = useSave(schedule.version, () => setBase(schedule.ownDays));

	async function send(edit: Edit, under?: number): Promise<void> {
		want(edit);
		const { run, gone, instead = run } = edit;
		// What was saved here last may not have come back yet.
		const others = withoutRun(under === undefined ? base : schedule.ownDays, instead);
		const ownDays = gone ? others : withRun(others, run);
		const { id, name, spans } = schedule;
		const body = { schedule: id, name, spans, ownDays };
		if (!(await save({ method: "PUT", path: "/api/schedules", body }, under))) return;
		setBase(ownDays);
		setDropped(gone ? run : undefined);
		if (!gone) begin();
	}
	function begin(run?: Run) {
		setEdited(run);
		setForms((count) => count + 1);
	}
	const others = seen ? changes(base, schedule.ownDays, today, hour12) : [];
	return (
		<div data-focus-scope className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[24rem_1fr]">
			<DayForm
				key={forms}
				today={today}
				edited={edited}
				marks={marksOf(schedule, rules)}
				saving={state.at === "saving"}
				onSave={(run) => void send({ run, instead: edited })}
				onGiveUp={() => begin()}
			/>
			<div className="grid gap-4">
				{dropped && state.at === "saved" ? (
					<UndoNote
						what={`${runLabel(dropped, today)} as it was`}
						bringBack={async () => void (await send({ run: dropped }))}
						onDone={() => setDropped(undefined)}
					/>
				) : (
					<SaveNotes state={state} saved="Saved. Your page shows it now." />
				)}
				{state.at === "stale" && wanted && (
					<StaleNote
						what="These days were"
						seen={seen}
						onReplace={() => void send(wanted, catchUp())}
						replaceLabel="Save mine as well"
					>
						{others.length ? (
							<ul className="list-disc pl-5">
								{others.map((line) => (
									<li key={line}>{line}</li>
								))}
							</ul>
						) : (
							"No day is another one: only its name or its weekly hours."
						)}
					</StaleNote>
				)}
				<DayList
					days={schedule.ownDays.filter(({ day }) => day >= today)}
					today={today}
					hour12={hour12}
					onEdit={begin}
					onDrop={(run) => void send({ run, gone: true })}
				/>
			</div>
		</div>
	);
}
