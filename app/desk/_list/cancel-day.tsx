"use client";

import { useState } from "react";
import { addDays, type Day, startOfDay } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { quietButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { CancelDialog } from "./cancel-dialog.tsx";

/** For a whole day of one's own, in one act and with one message. */
export function CancelDay({ day, zone }: { day: Day; zone: string }) {
	const [open, setOpen] = useState(false);
	const instant = (of: Day) => new Date(startOfDay(of, zone)).toISOString();
	return (
		<>
			<button
				type="button"
				ref={handOverFocus}
				aria-haspopup="dialog"
				aria-label={`Cancel all of ${dayLabel(day, "long")}`}
				onClick={() => setOpen(true)}
				className={`${quietButton} -mx-3 text-soft hover:text-ink`}
			>
				Cancel this day
			</button>
			{open && (
				<CancelDialog
					what={{ from: instant(day), until: instant(addDays(day, 1)) }}
					title={`Cancel all of ${dayLabel(day, "long")}?`}
					yes="Cancel and tell all"
					onClose={() => setOpen(false)}
				>
					All bookings of this day that have not begun, also those that a filter leaves out here. Everybody
					hears of it by mail, with a link to choose another time. It cannot be undone, and the times become
					free: if you are away, take the day off in your hours first.
				</CancelDialog>
			)}
		</>
	);
}
