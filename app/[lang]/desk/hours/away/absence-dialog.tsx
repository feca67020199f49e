"use client";

import { type FormEvent, useState } from "react";
import type { Absence } from "@/lib/rules/schema";
import { zoneLabel } from "@/lib/time-words";
import { primaryButton } from "../../../../_ui/button.ts";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { spanOf, type TypedErrors } from "../../absence-span.ts";
import { focusWrong } from "../focus-wrong.ts";
import { StaleNote } from "../stale-note.tsx";
import type { Change, Saved } from "../use-save.ts";
import { useSend } from "../use-send.ts";
import { wordsOf } from "../words-of.ts";
import { type Draft, newDraft, toDraft } from "./absence-draft.ts";
import { AbsenceTimes } from "./absence-times.tsx";
import { absenceLabel } from "./absence-words.ts";
import { type Away, wishOf } from "./away-wish.ts";

type Props = {
	id: string;
	/** As it was when it was opened; a new one, where there is none. */
	opened: Absence | undefined;
	/** As it is saved now. */
	saved: Absence | undefined;
	home: string;
	onSaved: (change: Change<Away>, saved: Saved) => void;
	onClose: () => void;
};

/** From when until when one is away, by the teacher's own clocks. */
export function AbsenceDialog({ id, opened, saved, home, onSaved, onClose }: Props) {
	const [{ hour12 }] = useViewer(home);
	const [draft, setDraft] = useState<Draft>(() => (opened ? toDraft(opened, home) : newDraft));
	const [errors, setErrors] = useState<TypedErrors>({});
	/** As it was saved when it was looked at last. */
	const [base, setBase] = useState(opened);
	const { busy, no, setNo, ask } = useSend({ isShownByWhoAsks: true });
	const isStale = no?.code === "STALE" || no?.code === "NTFND";

	async function save(before: Absence | undefined) {
		const span = spanOf(draft, home);
		setErrors(span.errors ?? {});
		if (span.errors) return;
		const to: Away = { id, is: { ...span, note: draft.note } };
		const { body, ...wish } = wishOf(to);
		const answer = await ask({ ...wish, body: { ...body, version: before?.version ?? 0 } });
		if (!answer) return;
		onSaved({ to, from: { id, is: before } }, answer);
		onClose();
	}
	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		void save(base);
		focusWrong(event.currentTarget);
	}
	return (
		<Dialog title={opened ? "Edit time away" : "Add time away"} onClose={onClose}>
			<form noValidate data-focus-scope onSubmit={submit} className="grid gap-4">
				<AbsenceTimes draft={draft} errors={errors} onEdit={(edited) => setDraft({ ...draft, ...edited })} />
				<Field
					label="Note, for yourself"
					maxLength={200}
					autoComplete="off"
					value={draft.note}
					onChange={(event) => setDraft({ ...draft, note: event.target.value })}
					error={no?.fields?.note}
				/>
				<p className="text-sm text-soft">In {zoneLabel(Date.now(), home)}, your own time zone.</p>
				{isStale && (
					<StaleNote
						what="This was"
						seen={saved?.version !== base?.version}
						take={
							saved && {
								label: "Take the other",
								onTake: () => {
									setDraft(toDraft(saved, home));
									setBase(saved);
									setNo(undefined);
								},
							}
						}
						onReplace={() => {
							setBase(saved);
							void save(saved);
						}}
						replaceLabel={saved ? "Save mine instead" : "Save mine again"}
					>
						{saved
							? `The other is: ${absenceLabel(saved, home, hour12, Date.now())}${saved.note && `, “${saved.note}”`}.`
							: "It was removed there."}
					</StaleNote>
				)}
				{no && !isStale && !no.fields?.note && <Notice tone="alarm">{wordsOf(no)}</Notice>}
				<button type="submit" data-focus-home aria-disabled={busy} className={primaryButton}>
					{busy ? "Saving …" : "Save"}
				</button>
			</form>
		</Dialog>
	);
}
