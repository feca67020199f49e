"use client";

import { type ReactNode, useState } from "react";
import { alarmButton, plainButton } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { TextArea } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { useCancel, type What } from "./use-cancel.ts";

type Props = { what: What; title: string; yes: string; children: ReactNode; onClose: () => void };

/** Cancelling takes two steps and says why: the second is the one that is mailed. */
export function CancelDialog({ what, title, yes, children, onClose }: Props) {
	const [reason, setReason] = useState("");
	const { cancel, busy, no } = useCancel(what, onClose);
	const wrong = no?.fields?.reason;
	return (
		<Dialog title={title} onClose={() => !busy && onClose()}>
			<p className="mb-4 text-soft">{children}</p>
			<div className="mb-5">
				<TextArea
					label="Why, in your words"
					hint="It is in the mail. You may leave it out."
					maxLength={500}
					value={reason}
					onChange={(event) => setReason(event.target.value)}
					error={wrong}
				/>
			</div>
			{no && !wrong && (
				<div className="mb-5">
					<Notice tone="alarm">{no.message}</Notice>
				</div>
			)}
			<div className="grid gap-3 sm:grid-cols-2">
				<button type="button" onClick={() => !busy && onClose()} aria-disabled={busy} className={plainButton}>
					Keep
				</button>
				<button type="button" onClick={() => cancel(reason)} aria-disabled={busy} className={alarmButton}>
					{busy ? "Cancelling …" : yes}
				</button>
			</div>
		</Dialog>
	);
}
