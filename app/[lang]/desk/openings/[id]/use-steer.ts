"use client";

import { useState } from "react";
import type { OwnOpening, SteerOpening } from "@/lib/office/schema";
import { type No, send } from "../../../../_ui/send.ts";
import { unheard } from "../../../../_ui/wait.ts";

export type Act = SteerOpening["act"];

/** Steers an opening; twice is once, so a request whose answer was lost is asked again. */
export function useSteer(id: string, onDone: () => void) {
	const [busy, setBusy] = useState<Act>();
	const [no, setNo] = useState<string>();
	/** Gives whether it is done. */
	async function steer(act: Act, pace: number | null = null): Promise<boolean> {
		if (busy) return false;
		setBusy(act);
		setNo(undefined);
		const answer = await send<OwnOpening>("/api/steerings", { opening: id, act, pace });
		setBusy(undefined);
		if (answer.no) setNo(wordsOf(answer.no));
		onDone();
		return !answer.no;
	}
	return { busy, no, steer, forget: () => setNo(undefined) };
}

function wordsOf({ code, message, fields, later }: No): string {
	if (code === "UNSURE") return unheard("doing it twice is the same as once", later);
	if (code === "CLOSD")
		return "Meanwhile it is over, or somebody else was faster. This page shows how it stands now.";
	return Object.values(fields ?? {})[0] ?? message;
}
