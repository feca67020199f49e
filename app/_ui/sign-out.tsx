"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { quietButton } from "./button.ts";
import { handOverFocus } from "./hand-over-focus.ts";
import { send } from "./send.ts";

/** `to` is where one is then. */
export function SignOut({ to = "/desk" }: { to?: string }) {
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
			router.replace(to);
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
