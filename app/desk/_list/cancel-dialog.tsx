"use client";

import { type ReactNode, useId, useState } from "react";
import { alarmButton, input, plainButton } from "../../_ui/button.ts";
import { Dialog } from "../../_ui/dialog.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { useCancel, type What } from "./use-cancel.ts";

type Props = { what: What; title: string; yes: string; children: ReactNode; onClose: () => void };

/** Cancelling takes two steps and says why: the second is the one that is mailed. */
export function CancelDialog({ what, title, yes, children, onClose }: Props) {
	const [reason, setReason] = useState("");
	const { cancel, busy, no } = useCancel(what, onClose);
	const id = useId();
	const wrong = no?.fields?.reason;
	return (
		<Dialog title={title} onClose={() => !busy && onClose()}>
			<p className="mb-4 text-soft">{children}</p>
			<label htmlFor={id} className="font-medium">
				Why, in your words
			</label>
			<textarea
				id={id}
				rows={3}
				maxLength={500}
				value={reason}
				onChange={(event) => setReason(event.target.value)}
				aria-invalid={wrong ? true : undefined}
				aria-describedby={`${id}-note`}
				className={`${input} mt-1.5`}
			/>
			<p id={`${id}-note`} className={`mt-1.5 mb-5 text-sm ${wrong ? "text-alarm" : "text-soft"}`}>
				{wrong ?? "It is in the mail. You may leave it out."}
			</p>
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
