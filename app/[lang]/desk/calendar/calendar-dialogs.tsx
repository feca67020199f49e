"use client";

import { useRef } from "react";
import type { Calendar, CalendarAppointment, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";
import type { No } from "../../../_ui/send.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { BookingDialog } from "./booking-dialog.tsx";
import { type BookingMove, isMovable, moveOf } from "./booking-moves.ts";
import { DayDialog } from "./day-dialog.tsx";
import type { Edit } from "./edits.ts";
import { MoveDialog } from "./move-dialog.tsx";
import type { StretchDraft } from "./stretch-draft.ts";
import { StretchForm } from "./stretch-form.tsx";
import type { Reading } from "./words.ts";

/** What is opened over the calendar, if anything. */
export type Opened =
	| { at: "stretch"; draft: StretchDraft }
	| { at: "booking"; appointment: CalendarAppointment }
	| { at: "move"; move: BookingMove }
	| { at: "day"; day: Day };

type Props = {
	opened: Opened | undefined;
	calendar: Calendar | undefined;
	schedule: CalendarSchedule | undefined;
	days: readonly Day[];
	reading: Reading;
	viewer: Viewer;
	onOpen: (opened: Opened | undefined) => void;
	onEdit: (edit: Edit) => void;
	onMove: (move: BookingMove) => Promise<No | undefined>;
	onGo: (day: Day) => void;
	onWeek: ((day: Day) => void) | undefined;
	onStretch: (day: Day) => void;
	onAway: (first: Day, last: Day) => void;
	onAbsence: (absence: Absence) => void;
	onBooking: (appointment: CalendarAppointment) => void;
	/** There is an answer to one that was asked for. */
	onDecided: () => void;
};

export function CalendarDialogs({
	opened,
	days,
	reading,
	viewer,
	onOpen,
	onEdit,
	onMove,
	onGo,
	onWeek,
	...ways
}: Props) {
	// A form stays while other days are fetched for it.
	const last = useRef({ calendar: ways.calendar, schedule: ways.schedule });
	if (ways.calendar) last.current = { calendar: ways.calendar, schedule: ways.schedule };
	const { calendar, schedule } = last.current;
	if (!opened || !calendar) return null;
	const close = () => onOpen(undefined);
	const edit = (wish: Edit) => {
		close();
		onEdit(wish);
	};
	if (opened.at === "move")
		return <MoveDialog move={opened.move} {...{ calendar, reading, onMove }} onClose={close} />;
	if (opened.at === "booking") {
		const move = isMovable(opened.appointment) ? moveOf(opened.appointment) : undefined;
		return (
			<BookingDialog
				appointment={opened.appointment}
				home={reading.zone}
				viewer={viewer}
				onDecided={() => {
					close();
					ways.onDecided();
				}}
				onMove={move && (() => onOpen({ at: "move", move }))}
				onClose={close}
			/>
		);
	}
	if (opened.at === "stretch")
		return (
			<StretchForm
				key={opened.draft.absence}
				draft={opened.draft}
				{...{ calendar, schedule }}
				onDay={(day) => !days.includes(day) && onGo(day)}
				onSave={edit}
				onClose={close}
			/>
		);
	const { day } = opened;
	return (
		<DayDialog
			key={day}
			{...{ day, calendar, schedule, reading }}
			onEdit={edit}
			onHours={() => ways.onStretch(day)}
			onAway={() => ways.onAway(day, day)}
			onAbsence={ways.onAbsence}
			onBooking={ways.onBooking}
			onWeek={
				onWeek &&
				(() => {
					close();
					onWeek(day);
				})
			}
			onClose={close}
		/>
	);
}
