"use client";

import { useState } from "react";
import type { Family, Invited } from "@/lib/office/schema";
import { type No, send } from "../../../../../_ui/send.ts";
import { unheard } from "../../../../../_ui/wait.ts";

type Wanted = Omit<Family, "name"> & { name: string | null };

/** Invites families, all of them or none. Who is invited already gets no second mail, so asking again does no harm. */
export function useInvite(opening: string, onDone: () => void) {
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	const [invited, setInvited] = useState<Invited>();

	/** Gives whether they are invited. */
	async function invite(families: Wanted[]): Promise<boolean> {
		if (busy) return false;
		setBusy(true);
		setNo(undefined);
		setInvited(undefined);
		const answer = await send<Invited>("/api/invitations", { opening, families });
		setBusy(false);
		if (answer.no) setNo({ ...answer.no, message: wordsOf(answer.no) });
		else setInvited(answer.data);
		onDone();
		return !answer.no;
	}
	function touch() {
		setNo(undefined);
		setInvited(undefined);
	}
	return { busy, no, invited, invite, touch };
}

function wordsOf({ code, message, later }: No): string {
	if (code === "UNSURE") return unheard("nobody gets a second mail", later);
	if (code === "CLOSD") return "This opening is over: nobody can be invited any more.";
	if (code === "LIMIT") return "One opening has at most 20,000 families, and these would be more.";
	return message;
}
