"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ListedWait } from "@/lib/waits/schema";
import { type No, send } from "../../../_ui/send.ts";
import { unheard } from "../../../_ui/wait.ts";

/** Who waits, as it stands here: whom the teacher takes off is gone at once. */
export function useWaits(waits: ListedWait[]) {
	const [gone, setGone] = useState<string[]>([]);
	const [said, setSaid] = useState("");
	const [no, setNo] = useState<string>();
	const router = useRouter();
	async function remove(wait: ListedWait): Promise<boolean> {
		const answer = await send("/api/wait-removals", { wait: wait.id });
		setNo(answer.no && wordsOf(answer.no));
		if (answer.no) return false;
		setGone((before) => [...before, wait.id]);
		setSaid(`${wait.name} waits no longer.`);
		router.refresh();
		return true;
	}
	return { listed: waits.filter(({ id }) => !gone.includes(id)), said, no, remove };
}

function wordsOf({ code, message, later }: No): string {
	if (code === "UNSURE") return unheard("doing it twice is the same as once", later);
	if (code === "SIGIN") return "You are signed out. Sign in again, then try once more.";
	return message;
}
