"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type No, send } from "../../../_ui/send.ts";
import type { Saved, Wish } from "./use-save.ts";

/**
 * Sends one thing at a time, and has the page show what follows from it, unless who asks does that. Gives what came of it, if it
 * went through.
 */
export function useSend({ isShownByWhoAsks = false } = {}) {
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();

	async function ask({ method, path, body }: Wish): Promise<Saved | undefined> {
		if (sending.current) return undefined;
		sending.current = true;
		setBusy(true);
		const answer = await send<Saved>(path, body, { method });
		sending.current = false;
		setBusy(false);
		setNo(answer.no);
		if (answer.no ? ["STALE", "NTFND"].includes(answer.no.code) : !isShownByWhoAsks) router.refresh();
		return answer.data;
	}
	return { busy, no, setNo, ask };
}
