"use client";

import { useState } from "react";
import type { OwnDay, Rules, Schedule } from "@/lib/rules/schema";
import { dayOf } from "@/lib/time";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { SaveNotes } from "../save-notes.tsx";
import { StaleNote } from "../stale-note.tsx";
import { useSave, type Wish } from "../use-save.ts";
import { DayForm } from "./day-form.tsx";
import { DayList } from "./day-list.tsx";
import { marksOf } from "./day-marks.ts";
import {
	type DaysEdit,
	dropping,
	isGone,
	type Run,
	runOf,
	setting,
	undoing,
	withEdit,
} from "./days-draft.ts";
import { changes, runLabel } from "./days-words.ts";

type Props = {
	schedule: Schedule;
	rules: Rules;
	/** Something is saved: what was said before is no news any more. */
	onEdit: () => void;
};

/** Days that are not as usual: off, or with hours of their own. Each is saved as soon as it is said. */
export function DaysEditor({ schedule, rules, onEdit }: Props) {
	const [{ hour12 }] = useViewer("UTC");
	const today = dayOf(Date.now(), rules.timeZone);
	const [base, setBase] = useState(schedule.ownDays);
	const [edited, setEdited] = useState<Run>();
	// A form that was saved begins anew.
	const [forms, setForms] = useState(0);
	const { state, step, seen, save, turn, replace, settle } = useSave<DaysEdit>(schedule.version, {
		wishOf,
		onSaved: (edit, way) => {
			setBase(withEdit(now(), edit));
			if (way === "done" && !isGone(edit)) begin();
		},
		onFresh: () => setBase(schedule.ownDays),
	});

	/** What was saved here last may not have come back yet; what was saved elsewhere has, once it is to be replaced. */
	function now(): OwnDay[] {
		return state.at === "stale" ? schedule.ownDays : base;
	}
	function wishOf(edit: DaysEdit): Wish {
		const { id, name, spans } = schedule;
		const body = { schedule: id, name, spans, ownDays: withEdit(now(), edit) };
		return { method: "PUT", path: "/api/schedules", body };
	}
	function send(edit: DaysEdit) {
		onEdit();
		void save({ to: edit, from: undoing(edit, base) });
	}
	function takeOthers() {
		setBase(schedule.ownDays);
		settle();
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
				onSave={(run) => send(setting(run, edited))}
				onGiveUp={() => begin()}
			/>
			<div className="grid gap-4">
				<SaveNotes
					{...{ state, step }}
					onTurn={turn}
					saved={
						step && isGone(step.to)
							? `${runLabel(runOf(step.to), today)} as it was is gone.`
							: "Saved. Your page shows it now."
					}
				/>
				{state.at === "stale" && (
					<StaleNote
						what="These days were"
						seen={seen}
						way={state.way}
						take={{ label: "Take the others", onTake: takeOthers }}
						onReplace={() => {
							const { to } = state.change;
							setBase(schedule.ownDays);
							replace({ to, from: undoing(to, schedule.ownDays) });
						}}
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
					onDrop={(run) => send(dropping(run))}
				/>
			</div>
		</div>
	);
}
