"use client";

import { type ReactNode, useState } from "react";
import { alarmButton, plainButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { TextArea } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import type { No } from "../../../_ui/send.ts";

type Props = {
	title: string;
	keep: string;
	yes: string;
	busy: boolean;
	no: No | undefined;
	onSay: (reason: string) => void;
	onClose: () => void;
	children: ReactNode;
	/** What else there is to choose. */
	more?: ReactNode;
};

/** The second step before somebody loses a time: it asks why, which is mailed. */
export function ReasonDialog({ title, keep, yes, busy, no, onSay, onClose, children, more }: Props) {
	const [reason, setReason] = useState("");
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
			{more && <div className="mb-5">{more}</div>}
			{no && !wrong && (
				<div className="mb-5">
					<Notice tone="alarm">{no.message}</Notice>
				</div>
			)}
			<div className="grid gap-3 sm:grid-cols-2">
				<button type="button" onClick={() => !busy && onClose()} aria-disabled={busy} className={plainButton}>
					{keep}
				</button>
				<button type="button" onClick={() => onSay(reason)} aria-disabled={busy} className={alarmButton}>
					{yes}
				</button>
			</div>
		</Dialog>
	);
}
