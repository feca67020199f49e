"use client";

import type { ReactNode } from "react";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useCancel, type What } from "./use-cancel.ts";

type Props = { what: What; title: string; yes: string; children: ReactNode; onClose: () => void };

/** Cancelling takes two steps and says why: the second is the one that is mailed. */
export function CancelDialog({ what, title, yes, children, onClose }: Props) {
	const { cancel, busy, no } = useCancel(what, onClose);
	return (
		<ReasonDialog
			{...{ title, busy, no, onClose }}
			keep="Keep"
			yes={busy ? "Cancelling …" : yes}
			onSay={cancel}
		>
			{children}
		</ReasonDialog>
	);
}
