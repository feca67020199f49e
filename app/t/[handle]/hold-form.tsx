"use client";

import { type FormEvent, useState } from "react";
import { primaryButton, quietButton } from "../../_ui/button.ts";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import type { Booker } from "./booker.ts";
import { HoldClock } from "./hold-clock.tsx";
import { type Confirming, useConfirm } from "./use-confirm.ts";
import type { HoldFlow, Phase } from "./use-hold.ts";

type Props = {
	phase: Phase & { at: "held" };
	flow: HoldFlow;
	timeZone: string;
	booker: Booker;
	remembered: boolean;
	onType: (booker: Booker) => void;
	onForget: () => void;
};

/** Two fields and a button, while the time is kept. */
export function HoldForm({ phase, flow, timeZone, booker, remembered, onType, onForget }: Props) {
	const { state, confirm } = useConfirm(flow, timeZone);
	const [missing, setMissing] = useState<Partial<Booker>>({});
	const fields = { ...state.no?.fields, ...missing };
	const fixed = state.status !== "idle";

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const wrong = check(booker);
		setMissing(wrong);
		if (Object.keys(wrong).length === 0) return void confirm(booker);
		const first = "name" in wrong ? "name" : "email";
		event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
	}
	return (
		<form onSubmit={submit} noValidate className="mt-5 grid gap-4">
			<HoldClock until={phase.until} extensionsLeft={phase.hold.extensionsLeft} onExtend={flow.extend} />
			<Field
				label="Name"
				name="name"
				autoComplete="name"
				maxLength={120}
				required
				readOnly={fixed}
				value={booker.name}
				onChange={(event) => onType({ ...booker, name: event.target.value })}
				error={fields.name}
			/>
			<Field
				label="E-mail"
				name="email"
				type="email"
				inputMode="email"
				autoComplete="email"
				maxLength={254}
				required
				readOnly={fixed}
				value={booker.email}
				onChange={(event) => onType({ ...booker, email: event.target.value })}
				error={fields.email}
				hint="The confirmation and your link to cancel go there."
			/>
			{remembered && (
				<p className="-mt-1 flex flex-wrap items-center gap-x-2 text-sm text-soft">
					Filled in from your last booking.
					<button type="button" onClick={onForget} className={`${quietButton} -mx-3`}>
						Forget me on this device
					</button>
				</p>
			)}
			{state.no && !state.no.fields && <Notice tone="alarm">{state.no.message}</Notice>}
			<button type="submit" aria-disabled={busy(state)} className={`${primaryButton} min-h-13 text-lg`}>
				{words[state.status]}
			</button>
			<p role="status" className="sr-only">
				{state.status === "idle" ? "" : words[state.status]}
			</p>
		</form>
	);
}

const words: Record<Confirming["status"], string> = {
	idle: "Book this time",
	sending: "Booking …",
	waiting: "Very busy, still trying …",
	unsure: "Try again",
	booked: "Booked!",
};

function busy({ status }: Confirming): boolean {
	return status === "sending" || status === "waiting" || status === "booked";
}

/** Only what needs no server: the rest is judged there. */
function check({ name, email }: Booker): Partial<Booker> {
	return {
		...(!name.trim() && { name: "Please give a name." }),
		...(!/^\S+@\S+$/.test(email.trim()) && {
			email: "Please give an e-mail address, such as ada@example.org.",
		}),
	};
}
