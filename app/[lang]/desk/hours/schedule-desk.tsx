"use client";

import { useState } from "react";
import type { Rules } from "@/lib/rules/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { useStored } from "../../../_ui/use-stored.ts";
import { changedMeanwhile } from "../../../_ui/wait.ts";
import { DaysEditor } from "./days/days-editor.tsx";
import { NewSchedule } from "./new-schedule.tsx";
import { SaveNotes } from "./save-notes.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { SchedulePick } from "./schedule-pick.tsx";
import { type Kept, wishOf } from "./schedule-wish.ts";
import { scheduleWords } from "./schedule-words.ts";
import { useSave } from "./use-save.ts";
import { WeekEditor } from "./week-editor.tsx";

type Props = { part: "week" | "days"; rules: Rules };

/** A teacher's schedules, one of them to be edited. The others wait unseen, with all that was typed into them. */
export function ScheduleDesk({ part, rules }: Props) {
	const { schedules } = rules;
	const [wanted, choose] = useStored("firstbell:schedule");
	const [open, setOpen] = useState<"new" | "chosen" | null>(null);
	// Each has a version of its own, which is said with each save.
	const { state, step, done, turn, forget } = useSave<Kept>(0, { wishOf });
	const chosen = schedules.find(({ id }) => id === wanted) ?? schedules[0];
	return (
		<div data-focus-scope>
			{chosen ? (
				<SchedulePick
					schedules={schedules}
					chosen={chosen}
					onChoose={choose}
					onNew={() => setOpen("new")}
					onOpen={() => setOpen("chosen")}
				/>
			) : (
				<EmptyBox title="No hours yet">
					<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
						Make your first schedule: say when you are free each week, and people can book you.
					</p>
					<button type="button" onClick={() => setOpen("new")} className={primaryButton}>
						Make a schedule
					</button>
				</EmptyBox>
			)}
			{state.at !== "idle" && (
				<div className="mb-5 empty:hidden">
					<SaveNotes {...{ state, step }} onTurn={turn} {...scheduleWords(step)} stale={changedMeanwhile} />
				</div>
			)}
			{schedules.map((schedule) => (
				<section key={schedule.id} aria-label={schedule.name} hidden={schedule !== chosen}>
					{part === "week" ? (
						<WeekEditor schedule={schedule} handle={rules.handle} onEdit={forget} />
					) : (
						<DaysEditor schedule={schedule} rules={rules} onEdit={forget} />
					)}
				</section>
			))}
			{open === "new" && (
				<NewSchedule
					schedules={schedules}
					onMade={(change, saved) => {
						choose(change.to.id);
						done(change, saved);
						setOpen(null);
					}}
					onClose={() => setOpen(null)}
				/>
			)}
			{open === "chosen" && chosen && (
				<ScheduleDialog key={chosen.id} schedule={chosen} onSaved={done} onClose={() => setOpen(null)} />
			)}
		</div>
	);
}
