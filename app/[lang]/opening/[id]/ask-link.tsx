"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { Opening } from "@/lib/openings/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { type No, send } from "../../../_ui/send.ts";

/** For an opening to which anybody may come: a link by mail, so that each has one place. */
export function AskLink({ opening }: { opening: Opening }) {
	const words = useTranslations("opening");
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
			<p className="text-lg text-soft">{words("ask.welcome")}</p>
			<Field
				label={words("ask.email")}
				name="email"
				type="email"
				autoComplete="email"
				inputMode="email"
				required
				error={no?.fields?.email}
			/>
			{no && !no.fields?.email && (
				<Notice tone="alarm">{no.code === "CLOSD" ? words("over") : no.message}</Notice>
			)}
			{sentTo && <Notice>{words("ask.sent", { email: sentTo })}</Notice>}
			<button type="submit" aria-disabled={sending} className={primaryButton}>
				{words(sending ? "moment" : sentTo ? "ask.sendAgain" : "ask.send")}
			</button>
		</form>
	);
}
