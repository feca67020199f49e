"use client";

import { type ReactNode, useState } from "react";
import { Confirm } from "../../../_ui/confirm.tsx";
import type { No } from "../../../_ui/send.ts";
import { changedMeanwhile } from "../../../_ui/wait.ts";
import { noWords } from "./words.ts";

type Props = {
	title: string;
	yes: string;
	drop: () => Promise<No | undefined>;
	onClose: () => void;
	children: ReactNode;
};

/** Asks before a program is shut out or told no more. */
export function DropDialog({ title, yes, drop, onClose, children }: Props) {
	const [no, setNo] = useState<string>();
	const [busy, setBusy] = useState(false);
	async function go() {
		if (busy) return;
		setBusy(true);
		const refused = await drop();
		setBusy(false);
		if (refused) setNo(refused.code === "STALE" ? changedMeanwhile : noWords(refused));
		else onClose();
	}
	return (
		<Confirm title={title} yes={busy ? "One moment …" : yes} no={no} onYes={go} onClose={onClose}>
			{children}
		</Confirm>
	);
}
