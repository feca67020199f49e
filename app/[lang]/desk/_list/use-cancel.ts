"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { type No, newKey, send } from "../../../_ui/send.ts";
import { unheard } from "../../../_ui/wait.ts";

/** Some bookings, each with when it begins as it is shown here, or all of a time. */
export type What =
	| { bookings: { booking: string; from: string }[] }
	| { from: string; until: string; away?: boolean };

/** Cancels in the teacher's name, and shows the list as it is then. */
export function useCancel(what: What, onDone: () => void) {
	const [sending, setSending] = useState(false);
	const [no, setNo] = useState<No>();
	const [refreshing, refresh] = useTransition();
	const router = useRouter();
	// Another reason is another wish, and so is another choice; the same one again, after an answer that never came, is not.
	const intent = useRef({ wish: "", key: "" });
	const busy = sending || refreshing;

	async function cancel(reason: string) {
		if (busy) return;
		setSending(true);
		setNo(undefined);
		const body = { ...what, ...(reason.trim() && { reason }) };
		const wish = JSON.stringify(body);
		if (intent.current.wish !== wish) intent.current = { wish, key: newKey() };
		const answer = await send("/api/teacher-cancellations", body, { key: intent.current.key });
		setSending(false);
		if (answer.no) return setNo(worded(answer.no));
		refresh(() => {
			router.refresh();
			onDone();
		});
	}
	/** Not before the words were read that say so, the list shows where it is now. */
	function close() {
		if (no?.code === "STALE") router.refresh();
		onDone();
	}
	return { cancel, close, busy, no };
}

function worded(no: No): No {
	if (no.code !== "UNSURE") return no;
	return { ...no, message: unheard("cancelling twice is the same as once", no.later) };
}
