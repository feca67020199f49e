"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { alarmButton, plainButton } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { Notice } from "../../_ui/notice.tsx";
import { type No, send } from "../../_ui/send.ts";
import { unheard } from "../../_ui/wait.ts";

type Props = {
	booking: string;
	/** Until when this one can be; undefined where it cannot any more, and only others of its series can. */
	until: string | undefined;
	teacher: string;
	/** How many dates of its series can be, itself among them. */
	coming: number;
};

/** Cancelling takes two steps, so that no thumb does it by accident. */
export function CancelBooking({ booking, until, teacher, coming }: Props) {
	const [open, setOpen] = useState(false);
	const [sending, setSending] = useState<"one" | "all">();
	const [no, setNo] = useState<string>();
	const [refreshing, refresh] = useTransition();
	const router = useRouter();
	const busy = sending !== undefined || refreshing;

	async function cancel(what: "one" | "all") {
		if (busy) return;
		setSending(what);
		setNo(undefined);
		const path = what === "all" ? "/api/series-cancellations" : "/api/cancellations";
		const answer = await send(path, { booking });
		setSending(undefined);
		if (answer.no) return setNo(wordsOf(answer.no));
		refresh(() => {
			setOpen(false);
			router.replace(`/b/${booking}`);
			router.refresh();
		});
	}
	const several = coming > 1;
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
					{several ? "Cancel dates" : "Cancel booking"}
				</button>
			</form>
			{open && (
				<Dialog
					title={several ? "Cancel one date or all?" : "Cancel this booking?"}
					onClose={() => !busy && setOpen(false)}
				>
					<p className="mb-5 text-soft">
						What is cancelled becomes free for others, and this cannot be undone. We tell {teacher} by mail.
						{until && ` You can cancel this ${several ? "date" : "booking"} until ${until}.`}
					</p>
					{no && (
						<div className="mb-5">
							<Notice tone="alarm">{no}</Notice>
						</div>
					)}
					<div className={`grid gap-3 ${several ? "" : "sm:grid-cols-2"}`}>
						<button
							type="button"
							onClick={() => !busy && setOpen(false)}
							aria-disabled={busy}
							className={plainButton}
						>
							{several ? "Keep them" : "Keep it"}
						</button>
						{until && (
							<button
								type="button"
								onClick={() => cancel("one")}
								aria-disabled={busy}
								className={alarmButton}
							>
								{sending === "one" ? "Cancelling …" : several ? "Cancel this date" : "Yes, cancel it"}
							</button>
						)}
						{several && (
							<button
								type="button"
								onClick={() => cancel("all")}
								aria-disabled={busy}
								className={alarmButton}
							>
								{sending === "all" ? "Cancelling …" : `Cancel all ${coming} coming dates`}
							</button>
						)}
					</div>
				</Dialog>
			)}
		</>
	);
}

function wordsOf({ code, message, later }: No): string {
	return code === "UNSURE" ? unheard("cancelling twice is the same as once", later) : message;
}
