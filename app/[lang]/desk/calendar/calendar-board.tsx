"use client";

import { useState } from "react";
import type { Calendar } from "@/lib/desk/calendar-schema";
import { type Day, dayOf } from "@/lib/time";
import { newKey } from "../../../_ui/send.ts";
import { useInBrowser } from "../../../_ui/use-stored.ts";
import { useViewer } from "../../../_ui/use-viewer.ts";
import type { BookingMove } from "./booking-moves.ts";
import { CalendarBar } from "./calendar-bar.tsx";
import { CalendarDialogs, type Opened } from "./calendar-dialogs.tsx";
import { CouldNotLoad, NoHours, Waiting } from "./calendar-states.tsx";
import { type Edit, edited, seen } from "./edits.ts";
import { MonthView } from "./month-view.tsx";
import { draftOf, draftOfAbsence } from "./stretch-draft.ts";
import { ToldNote } from "./told-note.tsx";
import { useCalendar } from "./use-calendar.ts";
import { useHistory } from "./use-history.ts";
import { useMinute } from "./use-minute.ts";
import { useShownDays } from "./use-shown-days.ts";
import { WeekView } from "./week-view.tsx";
import { editWords, nowWords } from "./words.ts";

/** A teacher's calendar, by week and by month: seen and changed in one place. */
export function CalendarBoard({ zone }: { zone: string }) {
	const [viewer] = useViewer(zone);
	const now = useMinute();
	const today = dayOf(now, zone);
	const { view, day, days, show, turn, go } = useShownDays(today);
	const { calendar, failed, mutate, carryOut } = useCalendar(days);
	const history = useHistory(carryOut);
	const { told } = history;
	const [chosen, choose] = useState<string>();
	const [opened, open] = useState<Opened>();
	const [said, say] = useState("");
	const inBrowser = useInBrowser();
	if (!inBrowser) return <Waiting />;

	const reading = { zone, hour12: viewer.hour12 };
	const schedules = calendar?.schedules ?? [];
	const schedule = schedules.find(({ id }) => id === chosen) ?? schedules[0];
	// Who has a booking is told of another time: what is said to them is asked first.
	const change = (edit: Edit, words = editWords(edit, reading)) =>
		edit.kind === "booking" ? open({ at: "move", move: edit }) : void history.change(edit, words);
	async function move(edit: BookingMove) {
		const { no } = await history.change(edit, editWords(edit, reading), true);
		if (no) return no;
		open(undefined);
		const to = dayOf(edit.startsAt, zone);
		if (!days.includes(to)) go(to);
		return undefined;
	}
	const shown = calendar && opened?.at === "move" ? edited(calendar, opened.move) : calendar;
	const toStretch = (at: Day, span = morning, more = {}) =>
		open({ at: "stretch", draft: draftOf(at, span, { absence: newKey(), ...more }) });
	const ways = {
		onHours: (at: Day, span: typeof morning) => toStretch(at, span, { before: { day: at, span } }),
		onAbsence: (absence: Calendar["absences"][number]) =>
			open({ at: "stretch", draft: draftOfAbsence(absence, zone) }),
		onBooking: (appointment: Calendar["appointments"][number]) => open({ at: "booking", appointment }),
		onDay: (at: Day) => open({ at: "day", day: at }),
	};
	const toAway = (first: Day, lastDay: Day) =>
		toStretch(first, wholeDay, { kind: "away", lastDay, wholeDays: true });
	return (
		<section aria-label="Calendar" data-focus-scope>
			<CalendarBar
				{...{ view, days, month: day, schedules, schedule }}
				onView={(next) => show(next)}
				onTurn={turn}
				onToday={() => go(today)}
				onSchedule={choose}
				onAdd={() =>
					toStretch(days.includes(today) || days[0] === undefined || days[0] < today ? today : days[0])
				}
				onUndo={history.undo}
				onRedo={history.redo}
			/>
			{calendar && isEmpty(calendar) && <NoHours />}
			{!calendar && (failed ? <CouldNotLoad again={() => void mutate()} /> : <Waiting />)}
			{shown && view === "week" && (
				<WeekView
					{...{ calendar: shown, schedule, days, viewer, now, change, say }}
					{...ways}
					onStretch={(at, span) => toStretch(at, span, at < today ? { kind: "away" } : {})}
				/>
			)}
			{calendar && view === "month" && (
				<MonthView
					{...{ calendar, schedule, days, month: day, reading, say }}
					onDay={ways.onDay}
					onAway={toAway}
				/>
			)}
			<p role="status" className="sr-only">
				{said}
			</p>
			<ToldNote
				told={told}
				now={calendar && told?.what === "stale" ? nowWords(calendar, told.edit, reading) : ""}
				onUndo={history.undo}
				onRedo={history.redo}
				// Who says so has seen what is there now.
				onAgain={(edit) => {
					const asked = calendar && told?.what === "stale" ? seen(calendar, edit) : edit;
					void history.change(asked, editWords(asked, reading));
				}}
				onClose={history.settle}
			/>
			<CalendarDialogs
				opened={opened}
				{...{ calendar, schedule, reading, viewer, days }}
				onGo={go}
				onWeek={view === "month" ? (at) => show("week", at) : undefined}
				onEdit={change}
				onMove={move}
				onOpen={open}
				onStretch={toStretch}
				onAway={toAway}
				onDecided={() => void mutate()}
				{...ways}
			/>
		</section>
	);
}

const morning = { startsMinute: 540, endsMinute: 720 };
const wholeDay = { startsMinute: 0, endsMinute: 1440 };

function isEmpty({ schedules, appointments }: Calendar): boolean {
	return (
		appointments.length === 0 && schedules.every(({ spans, ownDays }) => spans.length + ownDays.length === 0)
	);
}
