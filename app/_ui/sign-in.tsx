"use client";

import { type FormEvent, useState } from "react";
import { primaryButton } from "./button.ts";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { type No, send } from "./send.ts";
import { SignInCode } from "./sign-in-code.tsx";

type Props = { title?: string; lead?: string };

const desk = {
	title: "Your desk",
	lead: "For teachers and school offices: your bookings, your hours, your openings.",
};

/** First the address, then the code that was sent there. No password to forget. */
export function SignIn({ title = desk.title, lead = desk.lead }: Props) {
	const [email, setEmail] = useState("");
	const [sent, setSent] = useState(false);
	const [sending, setSending] = useState(false);
	const [no, setNo] = useState<No>();

	async function ask(event: FormEvent) {
		event.preventDefault();
		if (sending) return;
		setSending(true);
		const answer = await send("/api/sign-in-codes", { email: email.trim() });
		setSending(false);
		setNo(answer.no);
		if (!answer.no) setSent(true);
	}
	return (
		<div className="mx-auto mt-10 max-w-md sm:mt-16">
			<h1 className="text-4xl">{title}</h1>
			{sent ? (
				<SignInCode email={email.trim()} onOther={() => setSent(false)} />
			) : (
				<form onSubmit={ask} noValidate className="mt-3 grid gap-4">
					<p className="mb-2 text-lg text-soft">{lead} We send you a code, no password needed.</p>
					<Field
						label="E-mail"
						name="email"
						type="email"
						inputMode="email"
						autoComplete="email"
						required
						value={email}
						onChange={(event) => setEmail(event.target.value)}
						error={no?.fields?.email}
					/>
					{no && !no.fields?.email && <Notice tone="alarm">{no.message}</Notice>}
					<button type="submit" aria-disabled={sending} className={primaryButton}>
						{sending ? "Sending …" : "Send me a code"}
					</button>
				</form>
			)}
		</div>
	);
}
