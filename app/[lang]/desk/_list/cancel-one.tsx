"use client";

import { useState } from "react";
import { plainButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { CancelDialog } from "./cancel-dialog.tsx";

/** For one booking that has not begun. */
export function CancelOne({ booking, name }: { booking: string; name: string }) {
	const [open, setOpen] = useState(false);
	return (
		<div>
			<button
				type="button"
				ref={handOverFocus}
				aria-haspopup="dialog"
				onClick={() => setOpen(true)}
				className={plainButton}
			>
				Cancel this booking
			</button>
			{open && (
				<CancelDialog
					what={{ booking }}
					title={`Cancel the booking of ${name}?`}
					yes="Cancel and tell them"
					onClose={() => setOpen(false)}
				>
					The time becomes free for others, and this cannot be undone. {name} hears of it by mail, with a link
					to choose another time.
				</CancelDialog>
			)}
		</div>
	);
}
