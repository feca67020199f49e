"use client";

import { useState } from "react";
import { plainButton, primaryButton, quietButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useDecide } from "./use-decide.ts";

type Props = { booking: string; name: string; onDone?: () => void };

/** Yes or no to one that was asked for. A yes can be cancelled later; a no asks first, and says why. */
export function DecideOne({ booking, name, onDone }: Props) {
	const [declining, setDeclining] = useState(false);
	const { decide, sending, busy, no, over, show } = useDecide(booking, onDone);
	return (
		<div className="grid content-start gap-1">
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
			<div ref={handOverFocus} role="group" aria-label={`Answer ${name}`} className="flex gap-2">
				<button
					type="button"
					aria-label={`Yes to ${name}`}
					aria-disabled={busy}
					onClick={() => decide("yes")}
					className={primaryButton}
				>
					{sending === "yes" ? "Booking …" : "Yes"}
				</button>
				<button
					type="button"
					aria-label={`No to ${name}`}
					aria-haspopup="dialog"
					onClick={() => !busy && setDeclining(true)}
					className={plainButton}
				>
					No
				</button>
			</div>
			{no && !declining && (
				<p role="alert" className="text-alarm">
					{no.message}{" "}
					{over && (
						<button type="button" onClick={show} className={quietButton}>
							Show how it stands
						</button>
					)}
				</p>
			)}
			{declining && (
				<ReasonDialog
					title={`No to ${name}?`}
					keep={over ? "Show how it stands" : "Not yet"}
					yes={sending === "no" ? "Declining …" : "Decline and tell them"}
					{...{ busy, no }}
					onSay={(reason) => decide("no", reason)}
					onClose={() => (over ? show() : setDeclining(false))}
				>
					The time becomes free for others, and this cannot be undone. {name} hears of it by mail, with a link
					to choose another time.
				</ReasonDialog>
			)}
		</div>
	);
}
