"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type No, send } from "../../../_ui/send.ts";
import type { Wish } from "./use-save.ts";

/** Sends one thing at a time, and has the page show what follows from it. Gives whether it went through. */
export function useSend() {
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();

	async function ask({ method, path, body }: Wish): Promise<boolean> {
		if (sending.current) return false;
		sending.current = true;
		setBusy(true);
		const answer = await send(path, body, { method });
		sending.current = false;
		setBusy(false);
		setNo(answer.no);
		if (!answer.no || ["STALE", "NTFND"].includes(answer.no.code)) router.refresh();
		return !answer.no;
	}
	return { busy, no, setNo, ask };
}
