"use client";

import { type FormEvent, useState } from "react";
import { plainButton } from "../../../_ui/button.ts";
import { Confirm } from "../../../_ui/confirm.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { type No, send } from "../../../_ui/send.ts";
import { useFocusOnWrong } from "../../../_ui/use-focus-on-wrong.ts";

type Erased = { cancelled: number; erased: number };

/** Erases a booker at their request, in two steps. It tells what became of it, and nothing of other schools. */
export function EraseBooker({ school }: { school: string }) {
	const [email, setEmail] = useState("");
	const [asking, setAsking] = useState(false);
	const [busy, setBusy] = useState(false);
	const [no, setNo] = useState<No>();
	const [done, setDone] = useState<string>();
	const [told, setTold] = useState(0);
	const form = useFocusOnWrong(told);

	async function erase() {
		if (busy) return;
		setBusy(true);
		const { data, no } = await send<Erased>("/api/erasures", { email });
		setBusy(false);
		setNo(no);
		if (no && !no.fields) return;
		setAsking(false);
		if (no) setTold((times) => times + 1);
		if (data) {
			setDone(wordsOf(data));
			setEmail("");
		}
	}
	return (
		<section data-focus-scope aria-labelledby="erase" className="rounded-2xl border border-line bg-card p-5">
			<h2 id="erase" data-focus-home tabIndex={-1} className="mb-1 text-xl">
				Erase a booker
			</h2>
			<p className="mb-4 text-soft">
				When somebody asks for it: their name, address and answers are taken out of all bookings at {school}.
				The times stay in the figures, without them.
			</p>
			<form
				ref={form}
				noValidate
				onSubmit={(event: FormEvent) => {
					event.preventDefault();
					setDone(undefined);
					setAsking(true);
				}}
				className="grid justify-items-start gap-4"
			>
				<div className="w-full max-w-md">
					<Field
						label="Their e-mail"
						name="email"
						type="email"
						inputMode="email"
						autoComplete="off"
						maxLength={254}
						value={email}
						onChange={(event) => setEmail(event.target.value)}
						error={no?.fields?.email}
					/>
				</div>
				{done && <Notice>{done}</Notice>}
				<button type="submit" aria-haspopup="dialog" className={plainButton}>
					Erase them
				</button>
			</form>
			{asking && (
				<Confirm
					title="Erase this booker?"
					yes={busy ? "Erasing …" : "Yes, erase them"}
					no={no && !no.fields ? no.message : undefined}
					onYes={erase}
					onClose={() => setAsking(false)}
				>
					What {email.trim() || "this address"} has booked at {school} names nobody from now on. What is to
					come is cancelled, and its teachers are told. This cannot be undone.
				</Confirm>
			)}
		</section>
	);
}

function wordsOf({ cancelled, erased }: Erased): string {
	if (erased === 0) return "There is nothing under this address.";
	return cancelled === 0
		? "Erased."
		: `Erased. ${cancelled === 1 ? "One booking" : `${cancelled} bookings`} to come ${cancelled === 1 ? "was" : "were"} cancelled.`;
}
