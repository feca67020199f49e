"use client";

import { useState } from "react";
import { addDays, type Day, startOfDay } from "@/lib/time";
import { dayLabel, spanLabel } from "@/lib/time-words";
import { quietButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { CancelDialog } from "./cancel-dialog.tsx";

type Props = { from: Day; until: Day; zone: string };

/** For a whole day of one's own, or several, in one act and with one message. */
export function CancelDays({ from, until, zone }: Props) {
	const [open, setOpen] = useState(false);
	const instant = (of: Day) => new Date(startOfDay(of, zone)).toISOString();
	const one = from === until;
	const days = one ? dayLabel(from, "long") : spanLabel(from, until);
	return (
		<>
			<button
				type="button"
				ref={handOverFocus}
				aria-haspopup="dialog"
				aria-label={`Cancel all of ${days}`}
				onClick={() => setOpen(true)}
				className={`${quietButton} ${one ? "-mx-3 text-soft hover:text-ink" : ""}`}
			>
				{one ? "Cancel this day" : "Cancel these days"}
			</button>
			{open && (
				<CancelDialog
					what={{ from: instant(from), until: instant(addDays(until, 1)) }}
					title={`Cancel all of ${days}?`}
					yes="Cancel and tell all"
					onClose={() => setOpen(false)}
				>
					All bookings that have not begun, also those that a filter leaves out here. Everybody hears of it by
					mail, with a link to choose another time. It cannot be undone, and the times become free: if you are
					away, take them off in your hours first.
				</CancelDialog>
			)}
		</>
	);
}
