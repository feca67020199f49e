"use client";

import type { ReactNode } from "react";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useCancel, type What } from "./use-cancel.ts";

type Props = {
	what: What;
	title: string;
	yes: string;
	children: ReactNode;
	more?: ReactNode;
	onClose: () => void;
};

/** Cancelling takes two steps and says why: the second is the one that is mailed. */
export function CancelDialog({ what, title, yes, children, more, onClose }: Props) {
	const { cancel, close, busy, no } = useCancel(what, onClose);
	return (
		<ReasonDialog
			{...{ title, busy, no, more }}
			keep="Keep"
			yes={busy ? "Cancelling …" : yes}
			onSay={cancel}
			onClose={close}
		>
			{children}
		</ReasonDialog>
	);
}
