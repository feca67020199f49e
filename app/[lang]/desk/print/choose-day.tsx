"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useTransition } from "react";
import type { Day } from "@/lib/time";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";

/** Which day, and the printer. Neither is on the paper. */
export function ChooseDay({ day }: { day: Day }) {
	const [looking, look] = useTransition();
	const router = useRouter();

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const chosen = new FormData(event.currentTarget).get("day");
		look(() => router.push(`/desk/print?day=${chosen}`));
	}
	return (
		<form
			key={day}
			action="/desk/print"
			onSubmit={submit}
			className="mb-6 flex flex-wrap items-end gap-3 print:hidden"
		>
			<Field
				label="Day"
				name="day"
				type="date"
				min="2000-01-01"
				max="2099-12-31"
				required
				defaultValue={day}
			/>
			<button type="submit" aria-disabled={looking} className={plainButton}>
				{looking ? "Looking …" : "Show"}
			</button>
			<button type="button" onClick={() => window.print()} className={primaryButton}>
				Print
			</button>
		</form>
	);
}
