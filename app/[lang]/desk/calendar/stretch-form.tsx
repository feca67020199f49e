"use client";

import { type FormEvent, useState } from "react";
import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import { dayLabel } from "@/lib/time-words";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { isDay } from "./days.ts";
import { type Asked, type Edit, seen } from "./edits.ts";
import { editOf, type StretchDraft, type Wrong } from "./stretch-draft.ts";
import { StretchKinds } from "./stretch-kinds.tsx";

type Props = {
	draft: StretchDraft;
	calendar: Calendar;
	schedule: CalendarSchedule | undefined;
	/** The day was chosen: whether there is something on it has to be known. */
	onDay: (day: string) => void;
	onSave: (edit: Edit) => void;
	onClose: () => void;
};

/** One form for all that can be done with some time: open it, close it, be away. */
export function StretchForm({ draft: given, calendar, schedule, onDay, onSave, onClose }: Props) {
	const [draft, setDraft] = useState(given);
	const [wrong, setWrong] = useState<Wrong>({});
	// The calendar is read again while the form is filled in: what is asked for is meant of what was seen.
	const [begun] = useState(calendar);
	const save = (edit: Asked) => onSave(seen(begun, edit));
	const known = given.before && "id" in given.before ? given.before : undefined;
	const away = draft.kind === "away";
	const own = !away && schedule?.days.find(({ day, isOwn }) => day === draft.day && isOwn);
	const set = (more: Partial<StretchDraft>) => setDraft((before) => ({ ...before, ...more }));

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const asked = editOf(draft, calendar, schedule);
		if (!asked.wrong) return save(asked.edit);
		setWrong(asked.wrong);
		const form = event.currentTarget;
		requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
	}
	return (
		<Dialog title={known ? "Away" : dayLabel(given.day, "long")} onClose={onClose}>
			<form onSubmit={submit} noValidate className="grid gap-4">
				{!known && <StretchKinds kind={draft.kind} onChoose={(kind) => set({ kind })} />}
				<div className="grid grid-cols-2 items-start gap-3">
					<Field
						label={away ? "From day" : "Day"}
						type="date"
						value={draft.day}
						// A longer absence stays as long as it is said to be.
						onChange={({ target: { value } }) => {
							const alone = draft.lastDay < value || draft.lastDay === draft.day;
							set({ day: value, ...(alone && { lastDay: value }) });
							if (isDay(value)) onDay(value);
						}}
						error={wrong.day}
					/>
					{away && (
						<Field
							label="Until day"
							type="date"
							min={draft.day}
							value={draft.lastDay}
							onChange={({ target: { value } }) => set({ lastDay: value })}
							error={wrong.lastDay}
						/>
					)}
				</div>
				{away && (
					<label className="flex min-h-11 items-center gap-3">
						<input
							type="checkbox"
							className="size-5 accent-board"
							checked={draft.wholeDays}
							onChange={({ target: { checked } }) => set({ wholeDays: checked })}
						/>
						Whole days
					</label>
				)}
				{!(away && draft.wholeDays) && (
					<div className="grid grid-cols-2 items-start gap-3">
						<Field
							label="From"
							type="time"
							step={300}
							value={draft.starts}
							onChange={({ target: { value } }) => set({ starts: value })}
							error={wrong.starts}
						/>
						<Field
							label="Until"
							type="time"
							step={300}
							value={draft.ends}
							onChange={({ target: { value } }) => set({ ends: value })}
							error={wrong.ends}
						/>
					</div>
				)}
				{away && (
					<Field
						label="Note, for you alone"
						maxLength={200}
						autoComplete="off"
						value={draft.note}
						onChange={({ target: { value } }) => set({ note: value })}
					/>
				)}
				{!away && (
					<p className="text-sm text-soft">
						On this day alone{calendar.schedules.length > 1 && `, in “${schedule?.name}”`}. Bookings that
						stand are kept.
					</p>
				)}
				<div className="mt-1 flex flex-wrap gap-3">
					<button type="submit" className={primaryButton}>
						Save
					</button>
					{known && (
						<button
							type="button"
							className={plainButton}
							onClick={() => save({ kind: "presence", absence: known.id })}
						>
							Take it back
						</button>
					)}
					{own && schedule && (
						<button
							type="button"
							className={plainButton}
							onClick={() => save({ kind: "hours", schedule: schedule.id, day: draft.day, spans: null })}
						>
							As usual on this day
						</button>
					)}
				</div>
			</form>
		</Dialog>
	);
}
