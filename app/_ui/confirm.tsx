"use client";

import type { ReactNode } from "react";
import { alarmButton, plainButton } from "./button.ts";
import { Dialog } from "./dialog.tsx";
import { Notice } from "./notice.tsx";

type Props = {
	title: string;
	yes: string;
	no: string | undefined;
	onYes: () => void;
	onClose: () => void;
	children: ReactNode;
};

/** Asks before what cannot be undone. */
export function Confirm({ title, yes, no, onYes, onClose, children }: Props) {
	return (
		<Dialog title={title} onClose={onClose}>
			<p className="mb-5 text-soft">{children}</p>
			{no && (
				<div className="mb-5">
					<Notice tone="alarm">{no}</Notice>
				</div>
			)}
			<div className="grid gap-3 sm:grid-cols-2">
				<button type="button" onClick={onClose} className={plainButton}>
					No, leave it
				</button>
				<button type="button" onClick={onYes} className={alarmButton}>
					{yes}
				</button>
			</div>
		</Dialog>
	);
}
