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
	const [away, setAway] = useState(true);
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
					what={{ from: instant(from), until: instant(addDays(until, 1)), away }}
					title={`Cancel all of ${days}?`}
					yes="Cancel and tell all"
					more={<TimeOff away={away} onAway={setAway} />}
					onClose={() => setOpen(false)}
				>
					All bookings that have not begun, also those that a filter leaves out here. Everybody hears of it by
					mail, with a link to choose another time. It cannot be undone.
				</CancelDialog>
			)}
		</>
	);
}

/** Else what is cleared is free for others, and offered to who waits. */
function TimeOff({ away, onAway }: { away: boolean; onAway: (away: boolean) => void }) {
	return (
		<label className="flex min-h-11 items-start gap-3 rounded-xl border border-edge px-4 py-2.5 has-checked:border-board has-checked:bg-chalk">
			<input
				type="checkbox"
				checked={away}
				onChange={(event) => onAway(event.target.checked)}
				className="mt-1 size-4 shrink-0 accent-board"
			/>
			<span>
				Take this time off, too
				<span className="block text-sm text-soft">
					{away
						? "Nobody can book it. It is among your absences, where you can give it back."
						: "The times become free for others, and who waits for one is offered it."}
				</span>
			</span>
		</label>
	);
}
