"use client";

import { useState } from "react";
import type { No } from "../../../_ui/send.ts";
import { useFocusOnWrong } from "../../../_ui/use-focus-on-wrong.ts";

/** Asks one thing at a time, and keeps what was wrong with it, which gets the focus in its `form`. */
export function useAsking() {
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	const [told, setTold] = useState(0);
	const form = useFocusOnWrong(told);

	async function ask<Answer extends { no?: No | undefined }>(
		work: () => Promise<Answer>,
	): Promise<Answer | undefined> {
		if (busy) return undefined;
		setBusy(true);
		const answer = await work();
		setBusy(false);
		setNo(answer.no);
		if (answer.no) setTold((times) => times + 1);
		return answer;
	}
	return { busy, no, form, ask };
}
