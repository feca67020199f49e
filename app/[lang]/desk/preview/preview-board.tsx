"use client";

import { type MouseEvent, useState } from "react";
import type { Teacher } from "@/lib/teachers/schema";
import { Notice } from "../../../_ui/notice.tsx";
import { BookingBoard } from "../../t/[handle]/booking-board.tsx";
import { TeacherIntro } from "../../t/[handle]/teacher-intro.tsx";
import type { FirstWeeks } from "../../t/[handle]/use-week.ts";

type Props = {
	/** As everybody sees it, and with the hidden types. */
	shown: Teacher;
	all: Teacher;
	first: FirstWeeks;
	/** It is a hidden type that was asked for. */
	startsWithAll: boolean;
};

/** The public page's own parts, whose times can be looked at and not taken, nor waited for. */
export function PreviewBoard({ shown, all, first, startsWithAll }: Props) {
	const [withHidden, setWithHidden] = useState(startsWithAll);
	const [{ tapped, what }, setTapped] = useState({ tapped: 0, what: "" });
	const teacher = withHidden ? all : shown;
	/** Before the button itself hears of it. */
	function takeNothing(event: MouseEvent) {
		const button = (event.target as Element).closest("[data-starts-at], [data-waits]");
		if (!button) return;
		event.preventDefault();
		event.stopPropagation();
		setTapped({ tapped: tapped + 1, what: button.matches("[data-waits]") ? waits : takes });
	}
	return (
		<>
			<div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
				<p className="text-soft">This is what students see. Nothing can be booked from here.</p>
				{all.types.length > shown.types.length && (
					<label className="flex min-h-11 items-center gap-3">
						<input
							type="checkbox"
							checked={withHidden}
							onChange={(event) => setWithHidden(event.target.checked)}
							className="size-4.5 shrink-0 accent-board"
						/>
						Also what is hidden
					</label>
				)}
			</div>
			<div
				onClickCapture={takeNothing}
				className="grid gap-8 rounded-3xl border border-dashed border-edge p-4 sm:p-6 lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-8"
			>
				<TeacherIntro teacher={teacher} level="h2" />
				<BookingBoard host={teacher} first={first} />
			</div>
			{tapped > 0 && (
				<div key={tapped} className="sticky bottom-4 z-2 mt-4">
					<Notice tone="brass">{what} Here nothing happens.</Notice>
				</div>
			)}
		</>
	);
}

const takes = "A student would have this time held now, and fill in the form.";
const waits = "A student would say now what they wait for, and come on your waiting list.";
