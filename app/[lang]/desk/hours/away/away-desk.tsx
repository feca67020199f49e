"use client";

import { useState } from "react";
import type { Absence } from "@/lib/rules/schema";
import { primaryButton, quietButton } from "../../../../_ui/button.ts";
import { handOverFocus } from "../../../../_ui/hand-over-focus.ts";
import { newKey } from "../../../../_ui/send.ts";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { changedMeanwhile } from "../../../../_ui/wait.ts";
import { YourTime } from "../../your-time.tsx";
import { SaveNotes } from "../save-notes.tsx";
import { useSave } from "../use-save.ts";
import { AbsenceDialog } from "./absence-dialog.tsx";
import { absenceLabel } from "./absence-words.ts";
import { type Away, wishOf } from "./away-wish.ts";

type Props = { absences: Absence[]; home: string };
type Span = Pick<Absence, "startsAt" | "endsAt">;

/** When a teacher is away, whatever the hours say. */
export function AwayDesk({ absences, home }: Props) {
	const [{ hour12 }] = useViewer(home);
	const [open, setOpen] = useState<{ id: string; opened: Absence | undefined }>();
	// Each has a version of its own, which is said with each save.
	const { state, step, save, done, turn } = useSave<Away>(0, { wishOf });
	const label = (span: Span) => absenceLabel(span, home, hour12, Date.now());
	const gone = step && !step.to.is ? step.from?.is : undefined;

	return (
		<section data-focus-scope aria-labelledby="away" className="grid max-w-3xl gap-4">
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<h2 id="away" data-focus-home className="text-xl">
					When you are away
				</h2>
				<button
					type="button"
					onClick={() => setOpen({ id: newKey(), opened: undefined })}
					className={primaryButton}
				>
					Add time away
				</button>
			</div>
			<SaveNotes
				{...{ state, step }}
				onTurn={turn}
				saved={gone ? `${label(gone)} is gone.` : "Saved. Your page shows it now."}
				stale={changedMeanwhile}
			/>
			{absences.length === 0 ? (
				<p className="rounded-2xl border border-dashed border-edge px-5 py-10 text-center text-soft">
					Nothing to come. A holiday, a trip, an hour at the dentist: while you are away, nobody can book you.
				</p>
			) : (
				<ul className="divide-y divide-line rounded-2xl border border-line bg-card">
					{absences.map((absence) => (
						<li
							key={absence.id}
							ref={handOverFocus}
							className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 sm:px-5"
						>
							<div className="min-w-0">
								<p className="font-medium tabular-nums">
									{label(absence)}
									<YourTime at={absence.startsAt} home={home} />
								</p>
								{absence.note && <p className="wrap-anywhere text-soft">{absence.note}</p>}
							</div>
							<p className="-mx-3 flex">
								<button
									type="button"
									aria-label={`Edit ${label(absence)}`}
									onClick={() => setOpen({ id: absence.id, opened: absence })}
									className={quietButton}
								>
									Edit
								</button>
								<button
									type="button"
									aria-label={`Remove ${label(absence)}`}
									aria-disabled={state.at === "saving"}
									onClick={() => {
										const { id, version } = absence;
										void save({ to: { id, is: undefined }, from: { id, is: absence } }, version);
									}}
									className={quietButton}
								>
									Remove
								</button>
							</p>
						</li>
					))}
				</ul>
			)}
			{open && (
				<AbsenceDialog
					{...open}
					saved={absences.find(({ id }) => id === open.id)}
					home={home}
					onSaved={done}
					onClose={() => setOpen(undefined)}
				/>
			)}
		</section>
	);
}
