"use client";

import { type FormEvent, useState } from "react";
import { primaryButton } from "../../_ui/button.ts";
import { Field } from "../../_ui/field.tsx";
import { Notice } from "../../_ui/notice.tsx";
import type { No } from "../../_ui/send.ts";
import type { Wait } from "../../_ui/wait.ts";
import type { Booker } from "./booker.ts";
import { HoldClock } from "./hold-clock.tsx";
import { busy, type Confirming, useConfirm } from "./use-confirm.ts";
import type { HoldFlow, Phase } from "./use-hold.ts";

type Props = {
	phase: Phase & { at: "held" };
	flow: HoldFlow;
	timeZone: string;
	/** The teacher's zone. */
	home: string;
	/** The opening it is booked in, where bookings go by turns. */
	opening: string | undefined;
	booker: Booker;
	remember: boolean;
	onType: (booker: Booker) => void;
	onRemember: (remember: boolean) => void;
};

/** Two fields and a button, while the time is kept. */
export function HoldForm({
	phase,
	flow,
	timeZone,
	home,
	opening,
	booker,
	remember,
	onType,
	onRemember,
}: Props) {
	const { state, confirm } = useConfirm(flow, timeZone, home, opening);
	const [missing, setMissing] = useState<Partial<Booker>>({});
	const fields = { ...state.no?.fields, ...missing };
	const fixed = state.status !== "idle";

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const wrong = check(booker);
		setMissing(wrong);
		if (Object.keys(wrong).length === 0) return void confirm(booker, remember);
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
				hint="The confirmation goes there."
			/>
			<label className="-my-1.5 flex min-h-11 cursor-pointer items-center gap-3">
				<input
					type="checkbox"
					checked={remember}
					onChange={(event) => onRemember(event.target.checked)}
					className="size-5 shrink-0 accent-board"
				/>
				Remember me on this device
			</label>
			{state.no && !state.no.fields?.name && !state.no.fields?.email && (
				<Notice tone="alarm">{inFull(state.no)}</Notice>
			)}
			<button type="submit" aria-disabled={busy(state)} className={`${primaryButton} min-h-13 text-lg`}>
				{wordsOf(state)}
			</button>
			<p role="status" className="sr-only">
				{state.status === "idle" ? "" : wordsOf(state)}
			</p>
		</form>
	);
}

const words = { idle: "Book this time", sending: "Booking …", unsure: "Try again", booked: "Booked!" };
const waiting: Record<Wait, string> = {
	busy: "Very busy, still trying …",
	offline: "No connection, still trying …",
	slow: "Slow answer, still trying …",
};

function wordsOf(state: Confirming): string {
	return state.status === "waiting" ? waiting[state.wait] : words[state.status];
}

/** With what is to be mended where no field of this form stands for it. */
function inFull({ message, fields }: No): string {
	return [message, ...Object.values(fields ?? {})].join(" ");
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
