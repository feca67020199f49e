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

// As many as one act takes: see lib/desk/cancel-schema.ts.
const most = 200;

/** Takes bookings back, all or none, with a reason that each booker is told. */
export function CancelOutside({ bookings, onClose }: Props) {
	const [reason, setReason] = useState("");
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	// One key while it is the same wish, so that trying again cancels nothing twice.
	const sent = useRef({ key: "", said: "" });
	const router = useRouter();
	const now = bookings.slice(0, most);
	const many = now.length > 1;

	async function cancel(event: FormEvent) {
		event.preventDefault();
		if (busy) return;
		setNo(undefined);
		setBusy(true);
		const body = { bookings: now.map(({ id }) => id), ...(reason.trim() && { reason: reason.trim() }) };
		const said = JSON.stringify(body);
		if (sent.current.said !== said) sent.current = { key: newKey(), said };
		const answer = await send("/api/teacher-cancellations", body, { key: sent.current.key });
		setBusy(false);
		if (answer.no && answer.no.code !== "UNSURE") sent.current.said = "";
		router.refresh();
		if (answer.no) return setNo(answer.no);
		onClose();
	}
	return (
		<Dialog
			title={many ? `Cancel ${now.length} bookings` : "Cancel this booking"}
			onClose={() => !busy && onClose()}
		>
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
				<button type="submit" aria-disabled={busy} className={alarmButton}>
					{busy ? "Cancelling …" : many ? "Cancel them all" : "Cancel the booking"}
				</button>
			</form>
		</Dialog>
	);
}
