"use client";

import { useState } from "react";
import { plainButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { CancelDialog } from "./cancel-dialog.tsx";

type Props = { booking: string; startsAt: string; name: string };

/** For one booking that has not begun. */
export function CancelOne({ booking, startsAt, name }: Props) {
	// When it began as the dialog was opened: what is confirmed is what was seen.
	const [from, open] = useState<string>();
	return (
		<div>
			<button
				type="button"
				ref={handOverFocus}
				aria-haspopup="dialog"
				onClick={() => open(startsAt)}
				className={plainButton}
			>
				Cancel this booking
			</button>
			{from && (
				<CancelDialog
					what={{ bookings: [{ booking, from }] }}
					title={`Cancel the booking of ${name}?`}
					yes="Cancel and tell them"
					onClose={() => open(undefined)}
				>
					The time becomes free for others, and this cannot be undone. {name} hears of it by mail, with a link
					to choose another time.
				</CancelDialog>
			)}
		</div>
	);
}
