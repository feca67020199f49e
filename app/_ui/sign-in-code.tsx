"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState, useTransition } from "react";
import { primaryButton, quietButton } from "./button.ts";
import { Field } from "./field.tsx";
import { handOverFocus } from "./hand-over-focus.ts";
import { Notice } from "./notice.tsx";
import { type No, send } from "./send.ts";

// The server counts a minute, from a little later on.
const patience = 70;

export function SignInCode({ email, onOther }: { email: string; onOther: () => void }) {
	const [code, setCode] = useState("");
	const [no, setNo] = useState<No>();
	const [sending, setSending] = useState(false);
	const [opening, open] = useTransition();
	const [resent, setResent] = useState(false);
	const [left, restart] = useCountdown();
	const router = useRouter();
	const busy = sending || opening;

	async function signIn(event: FormEvent) {
		event.preventDefault();
		if (busy) return;
		setSending(true);
		const answer = await send("/api/sign-ins", { email, code: code.replace(/\s/g, "") });
		setSending(false);
		setNo(answer.no);
		if (!answer.no) open(() => router.refresh());
	}
	async function resend() {
		if (left > 0) return;
		restart(patience);
		setResent(false);
		const answer = await send("/api/sign-in-codes", { email });
		setNo(answer.no);
		setResent(!answer.no);
		if (answer.no) restart(0);
	}
	return (
		<form ref={handOverFocus} onSubmit={signIn} noValidate className="mt-3 grid gap-4">
			<p role="status" className="mb-2 text-lg text-soft">
				If <b className="font-medium text-ink">{email}</b> is known here, a{" "}
				{resent
					? "new code is on its way there. Only the newest one counts."
					: "six-digit code is on its way there."}
			</p>
			<Field
				label="Code"
				name="code"
				inputMode="numeric"
				autoComplete="one-time-code"
				pattern="[0-9]*"
				maxLength={8}
				required
				// The one thing to do here, right after asking for it.
				autoFocus
				value={code}
				onChange={(event) => setCode(event.target.value)}
				error={no?.fields?.code ?? (no?.code === "WRONG" ? no.message : undefined)}
			/>
			{no && !no.fields?.code && no.code !== "WRONG" && <Notice tone="alarm">{no.message}</Notice>}
			<button type="submit" aria-disabled={busy} className={primaryButton}>
				{busy ? "Signing in …" : "Sign in"}
			</button>
			<p className="-mx-3 flex flex-wrap gap-x-2 text-soft">
				<button type="button" onClick={resend} aria-disabled={left > 0} className={quietButton}>
					Send a new code
					{/* A screen reader would read every second of it. */}
					{left > 0 && <span aria-hidden="true">(in {left} s)</span>}
				</button>
				<button type="button" onClick={onOther} className={quietButton}>
					Use another address
				</button>
			</p>
		</form>
	);
}

function useCountdown(): [left: number, restart: (seconds: number) => void] {
	const [until, setUntil] = useState(() => Date.now() + patience * 1000);
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, []);
	return [Math.max(0, Math.ceil((until - now) / 1000)), (seconds) => setUntil(Date.now() + seconds * 1000)];
}
