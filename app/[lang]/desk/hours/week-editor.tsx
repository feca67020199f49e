"use client";

import Link from "next/link";
import { type FormEvent, useEffect, useState } from "react";
import type { Span } from "@/lib/desk/schema";
import { weekdays } from "@/lib/languages/dates";
import type { Schedule } from "@/lib/rules/schema";
import { DayHours } from "./day-hours.tsx";
import { focusWrong } from "./focus-wrong.ts";
import { type Draft, problems, toDraft, toSpans, withDayCopied, withNewSpan } from "./hours-draft.ts";
import { SaveBar } from "./save-bar.tsx";
import { SaveNotes } from "./save-notes.tsx";
import { StaleHours } from "./stale-hours.tsx";
import { useSave } from "./use-save.ts";

type Props = {
	schedule: Schedule;
	handle: string;
	/** Something is edited: what was said before is no news any more. */
	onEdit: () => void;
};

/** When a teacher is free each week. Saved as a whole, so that nobody sees half a change. */
export function WeekEditor({ schedule, handle, onEdit }: Props) {
	const [draft, setDraft] = useState<Draft>(() => toDraft(schedule.spans));
	const [base, setBase] = useState(schedule.spans);
	const [shown, setShown] = useState(false);
	const { state, step, dirty, seen, save, turn, touch, replace, settle } = useSave<Span[]>(schedule.version, {
		wishOf: (spans) => {
			const { id, name, ownDays } = schedule;
			return { method: "PUT", path: "/api/schedules", body: { schedule: id, name, spans, ownDays } };
		},
		onSaved: (spans, way, more) => {
			setBase(spans);
			if (way !== "done" && !more) setDraft(toDraft(spans));
		},
		onFresh: begin,
	});
	const wrong = problems(draft);

	function begin() {
		setDraft(toDraft(schedule.spans));
		setBase(schedule.spans);
	}
	function giveUp() {
		begin();
		settle();
	}
	function edit(next: Draft) {
		setDraft(next);
		touch();
		onEdit();
	}
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		setShown(true);
		if (wrong.size === 0) void save({ to: toSpans(draft), from: base });
		else focusWrong(event.currentTarget);
	}
	const wanted = state.at === "stale" && seen ? state.change : undefined;
	// Where only its name or its single days were saved elsewhere, there is nothing to choose.
	const otherPart = JSON.stringify(wanted?.from) === JSON.stringify(schedule.spans) && wanted;
	useEffect(() => {
		if (otherPart) replace(otherPart);
	});
	return (
		<form noValidate data-focus-scope onSubmit={submit}>
			<div className="divide-y divide-line rounded-2xl border border-line bg-card">
				{weekdays.map((name, index) => (
					<DayHours
						key={name}
						weekday={index + 1}
						name={name}
						spans={draft.filter((span) => span.weekday === index + 1)}
						wrong={shown ? wrong : new Map()}
						onAdd={() => edit(withNewSpan(draft, index + 1))}
						onChange={(span) => edit(draft.map((one) => (one.id === span.id ? span : one)))}
						onRemove={(id) => edit(draft.filter((span) => span.id !== id))}
						onCopy={(to) => edit(withDayCopied(draft, index + 1, to))}
					/>
				))}
			</div>
			<SaveBar state={state} dirty={dirty} seen={seen} label="Save hours" onGiveUp={giveUp}>
				<SaveNotes
					{...{ state, step }}
					onTurn={turn}
					saved={
						<>
							Saved. Your page shows it now.{" "}
							<Link href={`/t/${handle}`} className="font-medium underline underline-offset-4">
								See your page
							</Link>
						</>
					}
				/>
				{state.at === "stale" && !otherPart && (
					<StaleHours
						saved={schedule.spans}
						seen={seen}
						way={state.way}
						onTake={giveUp}
						onReplace={() => replace({ to: state.change.to, from: schedule.spans })}
					/>
				)}
			</SaveBar>
		</form>
	);
}
