"use client";

import { useState } from "react";
import type { Invitation } from "@/lib/office/schema";
import { type No, send } from "../../../../../_ui/send.ts";
import { unheard } from "../../../../../_ui/wait.ts";

/** Sends one family's link anew, or takes it back. */
export function useInvitation(opening: string, onDone: () => void) {
	const [busy, setBusy] = useState<string>();
	const [no, setNo] = useState<string>();
	const [said, say] = useState<string>();

	async function act(path: string, invitation: Invitation, harmless: string, done: string): Promise<boolean> {
		if (busy) return false;
		setBusy(invitation.id);
		setNo(undefined);
		say(undefined);
		const answer = await send(path, { opening, invitation: invitation.id });
		setBusy(undefined);
		if (answer.no) setNo(wordsOf(answer.no, harmless));
		else say(done);
		onDone();
		return !answer.no;
	}
	const whose = ({ name, email }: Invitation) => name ?? email;
	return {
		busy,
		no,
		said,
		forget: () => setNo(undefined),
		resend: (one: Invitation) =>
			act(
				"/api/invitation-mails",
				one,
				"only the newest link counts",
				`A new link for ${whose(one)} is on its way. The one before leads nowhere now.`,
			),
		revoke: (one: Invitation) =>
			act(
				"/api/revocations",
				one,
				"revoking twice is the same as once",
				`The link of ${whose(one)} leads nowhere now.`,
			),
	};
}

function wordsOf({ code, message, later }: No, harmless: string): string {
	if (code === "UNSURE") return unheard(harmless, later);
	if (code === "LIMIT") return "This link was sent as often as it can be. Please invite another address.";
	return message;
}
