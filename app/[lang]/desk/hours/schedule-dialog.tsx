"use client";

import { type FormEvent, useState } from "react";
import type { Schedule } from "@/lib/rules/schema";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { changedMeanwhile } from "../../../_ui/wait.ts";
import { type Kept, wishOf } from "./schedule-wish.ts";
import { inWords } from "./types-of.ts";
import type { Change, Saved } from "./use-save.ts";
import { useSend } from "./use-send.ts";
import { wordsOf } from "./words-of.ts";

type Props = {
	schedule: Schedule;
	onSaved: (change: Change<Kept>, saved: Saved) => void;
	onClose: () => void;
};

/** What a schedule is called, whether it is the usual one, and that it can go while no type has it. */
export function ScheduleDialog({ schedule, onSaved, onClose }: Props) {
	const { id, version, name, isUsual, types, spans, ownDays } = schedule;
	const [typed, setTyped] = useState(name);
	const [usual, setUsual] = useState(isUsual);
	/** What was asked for last. */
	const [dropping, setDropping] = useState(false);
	const { busy, no, ask } = useSend({ isShownByWhoAsks: true });
	const kept: Kept = { id, is: { name, spans, ownDays } };
	const stale = dropping
		? changedMeanwhile
		: `It was changed somewhere else: it is called “${name}” there. Save once more to have it as it is here.`;

	async function save(event: FormEvent) {
		event.preventDefault();
		setDropping(false);
		const to: Kept = { id, is: { name: typed, spans, ownDays } };
		// That another one was the usual one is that one's matter.
		await send(to, usual === isUsual ? kept : undefined, { isUsual: usual });
	}
	async function drop() {
		setDropping(true);
		await send({ id, is: undefined }, kept);
	}
	async function send(to: Kept, from: Kept | undefined, more = {}) {
		const { body, ...wish } = wishOf(to);
		const saved = await ask({ ...wish, body: { ...body, ...more, version } });
		if (!saved) return;
		onSaved({ to, from }, saved);
		onClose();
	}
	return (
		<Dialog title={name} onClose={onClose}>
			<form noValidate onSubmit={save} className="grid gap-4">
				<Field
					label="Name"
					maxLength={60}
					autoComplete="off"
					value={typed}
					onChange={(event) => setTyped(event.target.value)}
					error={no?.fields?.name}
				/>
				<label className="flex min-h-11 items-start gap-3 rounded-xl border border-edge px-4 py-2.5 has-checked:border-board has-checked:bg-chalk">
					<input
						type="checkbox"
						checked={usual}
						disabled={isUsual}
						onChange={(event) => setUsual(event.target.checked)}
						className="mt-1 size-4 shrink-0 accent-board"
					/>
					<span>
						The usual one
						<span className="block text-sm text-soft">
							{isUsual ? "Make another one the usual one to change that." : "A new type has its hours."}
						</span>
					</span>
				</label>
				{no && !no.fields?.name && <Notice tone="alarm">{no.code === "STALE" ? stale : wordsOf(no)}</Notice>}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Saving …" : "Save"}
				</button>
			</form>
			<div className="mt-5 border-t border-line pt-4">
				{isUsual || types.length > 0 ? (
					<p className="text-soft">
						{isUsual
							? "The usual schedule cannot be removed."
							: `${inWords(types)} ${types.length === 1 ? "has" : "have"} these hours: it can be removed when no type does.`}
					</p>
				) : (
					<button
						type="button"
						onClick={drop}
						aria-disabled={busy}
						className={`${plainButton} w-full text-alarm`}
					>
						Remove this schedule
					</button>
				)}
			</div>
		</Dialog>
	);
}
