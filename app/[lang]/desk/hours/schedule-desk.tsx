"use client";

import { useState } from "react";
import type { Rules } from "@/lib/rules/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { useStored } from "../../../_ui/use-stored.ts";
import { DaysEditor } from "./days/days-editor.tsx";
import { NewSchedule } from "./new-schedule.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { SchedulePick } from "./schedule-pick.tsx";
import { type Undo, UndoNote } from "./undo-note.tsx";
import { useBringBack } from "./use-bring-back.ts";
import { WeekEditor } from "./week-editor.tsx";

type Props = { part: "week" | "days"; rules: Rules };

/** A teacher's schedules, one of them to be edited. The others wait unseen, with all that was typed into them. */
export function ScheduleDesk({ part, rules }: Props) {
	const { schedules } = rules;
	const [wanted, choose] = useStored("firstbell:schedule");
	const [open, setOpen] = useState<"new" | "chosen" | null>(null);
	const [undo, setUndo] = useState<Undo>();
	const bringBack = useBringBack();
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
			{undo && (
				<div className="mb-5">
					<UndoNote {...undo} onDone={() => setUndo(undefined)} />
				</div>
			)}
			{schedules.map((schedule) => (
				<section key={schedule.id} aria-label={schedule.name} hidden={schedule !== chosen}>
					{part === "week" ? (
						<WeekEditor schedule={schedule} handle={rules.handle} />
					) : (
						<DaysEditor schedule={schedule} rules={rules} />
					)}
				</section>
			))}
			{open === "new" && (
				<NewSchedule
					schedules={schedules}
					onMade={(id) => {
						choose(id);
						setOpen(null);
					}}
					onClose={() => setOpen(null)}
				/>
			)}
			{open === "chosen" && chosen && (
				<ScheduleDialog
					key={chosen.id}
					schedule={chosen}
					bringBack={bringBack}
					onDropped={(dropped) => {
						setUndo(dropped);
						setOpen(null);
					}}
					onClose={() => setOpen(null)}
				/>
			)}
		</div>
	);
}
