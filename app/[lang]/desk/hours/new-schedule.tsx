"use client";

import { type FormEvent, useState } from "react";
import type { Schedule } from "@/lib/rules/schema";
import { primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { Pick } from "../../../_ui/pick.tsx";
import { newKey } from "../../../_ui/send.ts";
import { type Kept, wishOf } from "./schedule-wish.ts";
import type { Change, Saved } from "./use-save.ts";
import { useSend } from "./use-send.ts";
import { wordsOf } from "./words-of.ts";

type Props = {
	schedules: Schedule[];
	onMade: (change: Change<Kept>, saved: Saved) => void;
	onClose: () => void;
};

/** A schedule more, empty or as another one is. Its id is made here, so that sending it twice makes one. */
export function NewSchedule({ schedules, onMade, onClose }: Props) {
	const [id] = useState(newKey);
	const [name, setName] = useState("");
	const [from, setFrom] = useState("");
	const { busy, no, ask } = useSend({ isShownByWhoAsks: true });

	async function make(event: FormEvent) {
		event.preventDefault();
		const like = schedules.find((one) => one.id === from);
		const isUsual = schedules.length === 0;
		const to: Kept = { id, is: { name, spans: like?.spans ?? [], ownDays: like?.ownDays ?? [] } };
		const { body, ...wish } = wishOf(to);
		const saved = await ask({ ...wish, body: { ...body, version: 0, isUsual } });
		// The usual one stays.
		if (saved) onMade({ to, from: isUsual ? undefined : { id, is: undefined } }, saved);
	}
	return (
		<Dialog title="New schedule" onClose={onClose}>
			<form noValidate onSubmit={make} className="grid gap-4">
				<Field
					label="Name"
					data-first
					placeholder="Evenings, exam weeks …"
					maxLength={60}
					autoComplete="off"
					value={name}
					onChange={(event) => setName(event.target.value)}
					error={no?.fields?.name}
				/>
				{schedules.length > 0 && (
					<Pick label="Begin with" value={from} onChange={(event) => setFrom(event.target.value)}>
						<option value="">no hours</option>
						{schedules.map((one) => (
							<option key={one.id} value={one.id}>
								the hours of “{one.name}”
							</option>
						))}
					</Pick>
				)}
				{no && !no.fields?.name && <Notice tone="alarm">{wordsOf(no)}</Notice>}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Making it …" : "Make it"}
				</button>
			</form>
		</Dialog>
	);
}
