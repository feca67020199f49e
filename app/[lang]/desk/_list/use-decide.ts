"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { type No, send } from "../../../_ui/send.ts";
import { unheard } from "../../../_ui/wait.ts";

/** Says yes or no to what was asked for, and shows the page as it is then; `onDone` is for what that does not reach. */
export function useDecide(booking: string, onDone?: () => void) {
	const [sending, setSending] = useState<"yes" | "no">();
	const [no, setNo] = useState<No>();
	const [refreshing, refresh] = useTransition();
	const router = useRouter();
	const busy = sending !== undefined || refreshing;

	function show() {
		refresh(() => {
			router.refresh();
			setSending(undefined);
			onDone?.();
		});
	}
	async function decide(answer: "yes" | "no", reason = "") {
		if (busy) return;
		setSending(answer);
		setNo(undefined);
		const body = { booking, yes: answer === "yes", ...(reason.trim() && { reason }) };
		const { no } = await send("/api/decisions", body);
		if (!no) return show();
		setSending(undefined);
		setNo(worded(no));
	}
	/** Whether there is nothing left to decide. */
	const over = no !== undefined && ["STALE", "LAPSD", "NTFND"].includes(no.code);
	return { decide, sending, busy, no, over, show };
}

function worded(no: No): No {
	if (no.code !== "UNSURE") return no;
	return { ...no, message: unheard("the same answer twice is one", no.later) };
}
