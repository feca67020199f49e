"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { quietButton } from "../_ui/button.ts";
import { send } from "../_ui/send.ts";

export function SignOut() {
	const [leaving, setLeaving] = useState(false);
	const router = useRouter();
	async function leave() {
		setLeaving(true);
		await send("/api/sign-outs", {});
		router.replace("/desk");
		router.refresh();
		setLeaving(false);
	}
	return (
		<button
			type="button"
			onClick={leave}
			disabled={leaving}
			className={`${quietButton} text-soft hover:text-ink`}
		>
			Sign out
		</button>
	);
}
