"use client";

import { type FormEvent, useRef, useState } from "react";
import type { Opening } from "@/lib/openings/schema";
import { primaryButton } from "../../_ui/button.ts";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { type No, send } from "../../_ui/send.ts";
import { closedWords } from "./closed-words.ts";

/** For an opening to which anybody may come: a link by mail, so that each has one place. */
export function AskLink({ opening }: { opening: Opening }) {
	const [sending, setSending] = useState(false);
	const [sentTo, setSentTo] = useState<string>();
	const [no, setNo] = useState<No>();
	const form = useRef<HTMLFormElement>(null);

	async function ask(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		if (sending) return;
		const email = String(new FormData(event.currentTarget).get("email"));
		setSending(true);
		setNo(undefined);
		const answer = await send("/api/invitation-requests", { opening: opening.id, email });
		setSending(false);
		setNo(answer.no);
		setSentTo(answer.no ? undefined : email);
		if (answer.no?.fields?.email) form.current?.querySelector("input")?.focus();
	}

	return (
		<form ref={form} onSubmit={ask} noValidate className="grid max-w-md gap-4">
			<p className="text-lg text-soft">
				Everybody is welcome. Your place comes by mail, so that each has one and nobody has two.
			</p>
			<Field
				label="E-mail"
				name="email"
				type="email"
				autoComplete="email"
				inputMode="email"
				required
				error={no?.fields?.email}
			/>
			{no && !no.fields?.email && (
				<Notice tone="alarm">{no.code === "CLOSD" ? closedWords.over : no.message}</Notice>
			)}
			{sentTo && (
				<Notice>
					Look in your mail: a link is on its way to {sentTo}. It is your way in, on every device.
				</Notice>
			)}
			<button type="submit" aria-disabled={sending} className={primaryButton}>
				{sending ? "One moment …" : sentTo ? "Send it again" : "Send me my link"}
			</button>
		</form>
	);
}
