"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { alarmButton, plainButton } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { Notice } from "../../_ui/notice.tsx";
import { type No, send } from "../../_ui/send.ts";
import { unheard } from "../../_ui/wait.ts";

type Props = { booking: string; until: string; teacher: string };

/** Cancelling takes two steps, so that no thumb does it by accident. */
export function CancelBooking({ booking, until, teacher }: Props) {
	const [open, setOpen] = useState(false);
	const [sending, setSending] = useState(false);
	const [no, setNo] = useState<string>();
	const [refreshing, refresh] = useTransition();
	const router = useRouter();
	const busy = sending || refreshing;

	async function cancel() {
		if (busy) return;
		setSending(true);
		setNo(undefined);
		const answer = await send("/api/cancellations", { booking });
		setSending(false);
		if (answer.no) return setNo(wordsOf(answer.no));
		refresh(() => {
			setOpen(false);
			router.replace(`/b/${booking}`);
			router.refresh();
		});
	}
	return (
		<>
			{/* Without script, the second step is a page. */}
			<form
				action={`/b/${booking}/cancel`}
				onSubmit={(event) => {
					event.preventDefault();
					setOpen(true);
				}}
			>
				<button type="submit" ref={handOverFocus} aria-haspopup="dialog" className={plainButton}>
					Cancel booking
				</button>
			</form>
			{open && (
				<Dialog title="Cancel this booking?" onClose={() => !busy && setOpen(false)}>
					<p className="mb-5 text-soft">
						The time becomes free for others, and this cannot be undone. We tell {teacher} by mail. You can
						cancel until {until}.
					</p>
					{no && (
						<div className="mb-5">
							<Notice tone="alarm">{no}</Notice>
						</div>
					)}
					<div className="grid gap-3 sm:grid-cols-2">
						<button
							type="button"
							onClick={() => !busy && setOpen(false)}
							aria-disabled={busy}
							className={plainButton}
						>
							Keep it
						</button>
						<button type="button" onClick={cancel} aria-disabled={busy} className={alarmButton}>
							{busy ? "Cancelling …" : "Yes, cancel it"}
						</button>
					</div>
				</Dialog>
			)}
		</>
	);
}

function wordsOf({ code, message, later }: No): string {
	return code === "UNSURE" ? unheard("cancelling twice is the same as once", later) : message;
}
