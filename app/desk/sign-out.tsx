"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { quietButton } from "../_ui/button.ts";
import { handOverFocus } from "../_ui/hand-over-focus.ts";
import { send } from "../_ui/send.ts";

export function SignOut() {
	const [state, setState] = useState<"idle" | "sending" | "failed">("idle");
	const [leaving, leave] = useTransition();
	const router = useRouter();
	const busy = state === "sending" || leaving;

	async function signOut() {
		if (busy) return;
		setState("sending");
		const { no } = await send("/api/sign-outs", {});
		setState(no ? "failed" : "idle");
		if (no) return;
		leave(() => {
			router.replace("/desk");
			router.refresh();
		});
	}
	return (
		<button
			type="button"
			ref={handOverFocus}
			onClick={signOut}
			aria-disabled={busy}
			className={`${quietButton} text-soft hover:text-ink`}
		>
			{busy ? "Signing out …" : state === "failed" ? "Not signed out: try again" : "Sign out"}
		</button>
	);
}
