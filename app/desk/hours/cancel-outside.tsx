"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import type { OutsideBooking } from "@/lib/rules/schema";
import { alarmButton } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { type No, newKey, send } from "../../_ui/send.ts";
import { wordsOf } from "./words-of.ts";

type Props = { bookings: OutsideBooking[]; onClose: () => void };

/** Takes bookings back, one after the other, with a reason that each booker is told. */
export function CancelOutside({ bookings, onClose }: Props) {
	const [reason, setReason] = useState("");
	const [done, setDone] = useState<number>();
	const [no, setNo] = useState<No>();
	// One key for each, so that trying again cancels nothing twice.
	const keys = useRef(new Map<string, string>());
	const router = useRouter();
	const many = bookings.length > 1;

	async function cancel(event: FormEvent) {
		event.preventDefault();
		if (done !== undefined) return;
		setNo(undefined);
		for (const [count, { id }] of bookings.entries()) {
			setDone(count);
			const key = keys.current.get(id) ?? newKey();
			keys.current.set(id, key);
			const body = { booking: id, ...(reason.trim() && { reason: reason.trim() }) };
			const answer = await send("/api/teacher-cancellations", body, { key });
			if (!answer.no) continue;
			if (answer.no.code !== "UNSURE") keys.current.delete(id);
			setNo(answer.no);
			setDone(undefined);
			return router.refresh();
		}
		router.refresh();
		onClose();
	}
	return (
		<Dialog title={many ? `Cancel ${bookings.length} bookings` : "Cancel this booking"} onClose={onClose}>
			<form noValidate onSubmit={cancel} className="grid gap-4">
				<p>
					{many ? "Everybody who booked is" : `${bookings[0]?.name} is`} told by mail, and the time is free
					again.
				</p>
				<Field
					label="Reason, if you like"
					hint="It stands in the mail."
					maxLength={500}
					value={reason}
					onChange={(event) => setReason(event.target.value)}
					error={no?.fields?.reason}
				/>
				{no && !no.fields?.reason && <Notice tone="alarm">{wordsOf(no)}</Notice>}
				<button type="submit" aria-disabled={done !== undefined} className={alarmButton}>
					{done === undefined
						? many
							? "Cancel them all"
							: "Cancel the booking"
						: many
							? `Cancelling ${done + 1} of ${bookings.length} …`
							: "Cancelling …"}
				</button>
			</form>
		</Dialog>
	);
}
