"use client";

import { type FormEvent, useState } from "react";
import { addDays, type Day, daysBetween } from "@/lib/time";
import { plainButton, primaryButton } from "../../../../_ui/button.ts";
import { Choice } from "../../../../_ui/choice.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { handOverFocus } from "../../../../_ui/hand-over-focus.ts";
import { focusWrong } from "../focus-wrong.ts";
import { type Draft, problems, toDraft, toSpans, withNewSpan } from "../hours-draft.ts";
import { SpanList } from "../span-list.tsx";
import type { Mark } from "./day-marks.ts";
import { mostDays, type Run } from "./days-draft.ts";
import { MonthCalendar } from "./month-calendar.tsx";

type Props = {
	today: Day;
	/** What is edited; a new one, where there is none. */
	edited: Run | undefined;
	marks: Map<Day, Mark>;
	saving: boolean;
	onSave: (run: Run) => void;
	onGiveUp: () => void;
};

const noWeekday = 0;

/** Which days, by the calendar or by their dates, and what they are like. */
export function DayForm({ today, edited, marks, saving, onSave, onGiveUp }: Props) {
	const [from, setFrom] = useState<Day>(edited?.from ?? "");
	const [until, setUntil] = useState<Day>(edited && edited.until !== edited.from ? edited.until : "");
	const [isOff, setOff] = useState(!edited || edited.spans.length === 0);
	const [draft, setDraft] = useState<Draft>(() =>
		toDraft((edited?.spans ?? []).map((span) => ({ ...span, weekday: noWeekday }))),
	);
	const [told, tell] = useState(false);
	const wrong = problems(draft);
	const last = until || from;
	const fromError = !from ? "Choose a day." : from < today ? "This day is over." : undefined;
	const untilError =
		last < from || daysBetween(from, last) >= mostDays
			? "Choose a day after the first, at most 400 on."
			: undefined;

	/** The first day, then the last; a third one begins anew. */
	function pick(day: Day) {
		if (from && !until && day > from) return setUntil(day);
		setFrom(day);
		setUntil("");
	}
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		tell(true);
		focusWrong(event.currentTarget);
		if (fromError || untilError || (!isOff && (wrong.size > 0 || draft.length === 0))) return;
		if (saving) return;
		const spans = isOff ? [] : toSpans(draft).map(({ weekday: _, ...span }) => span);
		onSave({ from, until: last, spans });
	}
	const shown = { min: today, max: addDays(today, 1_100) };
	return (
		<form ref={handOverFocus} noValidate onSubmit={submit} className="grid gap-5">
			<MonthCalendar today={today} from={from} until={until} marks={marks} onPick={pick} />
			<div className="grid grid-cols-2 gap-3">
				<Field
					{...shown}
					label="From"
					// What is to be edited may be far below.
					autoFocus={edited !== undefined}
					type="date"
					value={from}
					onChange={(event) => setFrom(event.target.value)}
					error={told ? fromError : undefined}
				/>
				<Field
					{...shown}
					label="Until"
					type="date"
					value={last}
					onChange={(event) => setUntil(event.target.value)}
					error={told && !fromError ? untilError : undefined}
				/>
			</div>
			<Choice
				legend="On these days you are"
				options={[
					{ value: "off", label: "not available" },
					{ value: "own", label: "there at other hours" },
				]}
				value={isOff ? "off" : "own"}
				onChange={(value) => {
					setOff(value === "off");
					if (value === "own" && draft.length === 0) setDraft(withNewSpan(draft, noWeekday));
				}}
			/>
			{!isOff && (
				<SpanList
					name="these days"
					spans={draft}
					wrong={told ? wrong : new Map()}
					onAdd={() => setDraft(withNewSpan(draft, noWeekday))}
					onChange={(span) => setDraft(draft.map((one) => (one.id === span.id ? span : one)))}
					onRemove={(id) => setDraft(draft.filter((span) => span.id !== id))}
				/>
			)}
			<div className="flex flex-wrap gap-3">
				<button type="submit" aria-disabled={saving} className={primaryButton}>
					{saving ? "Saving …" : edited ? "Save these days" : "Set these days"}
				</button>
				{edited && (
					<button type="button" onClick={onGiveUp} className={plainButton}>
						Leave them as they are
					</button>
				)}
			</div>
		</form>
	);
}
