import type { ReactNode } from "react";
import { plainButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { notDone, type Way } from "./use-save.ts";

type Props = {
	/** What it is that was changed: `These hours were`. */
	what: string;
	/** Whether what was saved elsewhere is here already. */
	seen: boolean;
	take?: { label: string; onTake: () => void };
	onReplace: () => void;
	replaceLabel?: string;
	way?: Way;
	/** What was saved elsewhere. */
	children: ReactNode;
};

/** Somebody saved it otherwise meanwhile: shows that, and lets the teacher say which holds. Nothing that was typed is lost. */
export function StaleNote({
	what,
	seen,
	take,
	onReplace,
	way = "done",
	replaceLabel = "Save mine instead",
	children,
}: Props) {
	return (
		<Notice tone="alarm">
			<p className="font-medium">
				{what} changed somewhere else since {way === "done" ? "this page was opened" : "you saved here"}.
			</p>
			<div className="mt-1">
				{notDone[way] || "Yours is still here, not saved."} {seen ? children : "Fetching what is saved …"}
			</div>
			<p ref={handOverFocus} className="mt-3 flex flex-wrap gap-3">
				{take && (
					<button
						type="button"
						onClick={() => seen && take.onTake()}
						aria-disabled={!seen}
						className={plainButton}
					>
						{take.label}
					</button>
				)}
				<button
					type="button"
					onClick={() => seen && onReplace()}
					aria-disabled={!seen}
					className={plainButton}
				>
					{{ done: replaceLabel, undone: "Undo it all the same", redone: "Do it again all the same" }[way]}
				</button>
			</p>
		</Notice>
	);
}
