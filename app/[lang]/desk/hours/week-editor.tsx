"use client";

import Link from "next/link";
import { type FormEvent, useEffect, useState } from "react";
import { weekdays } from "@/lib/languages/dates";
import type { Schedule } from "@/lib/rules/schema";
import { DayHours } from "./day-hours.tsx";
import { focusWrong } from "./focus-wrong.ts";
import { type Draft, problems, toDraft, toSpans, withDayCopied, withNewSpan } from "./hours-draft.ts";
import { SaveBar } from "./save-bar.tsx";
import { SaveNotes } from "./save-notes.tsx";
import { StaleHours } from "./stale-hours.tsx";
import { useSave } from "./use-save.ts";

/** When a teacher is free each week. Saved as a whole, so that nobody sees half a change. */
export function WeekEditor({ schedule, handle }: { schedule: Schedule; handle: string }) {
	const [draft, setDraft] = useState<Draft>(() => toDraft(schedule.spans));
	const [base, setBase] = useState(schedule.spans);
	const [shown, setShown] = useState(false);
	const { state, dirty, seen, save, touch, catchUp, settle } = useSave(schedule.version, begin);
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
	}
	async function send(under?: number) {
		const spans = toSpans(draft);
		const { id, name, ownDays } = schedule;
		const body = { schedule: id, name, spans, ownDays };
		if (await save({ method: "PUT", path: "/api/schedules", body }, under)) setBase(spans);
	}
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		setShown(true);
		if (wrong.size === 0) void send();
		else focusWrong(event.currentTarget);
	}
	// Where only its name or its single days were saved elsewhere, there is nothing to choose.
	const otherPart = state.at === "stale" && seen && JSON.stringify(base) === JSON.stringify(schedule.spans);
	useEffect(() => {
		if (otherPart) void send(catchUp());
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
					state={state}
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
						onTake={giveUp}
						onReplace={() => void send(catchUp())}
					/>
				)}
			</SaveBar>
		</form>
	);
}
