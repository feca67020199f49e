import type { ReactNode } from "react";
import { plainButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";

type Props = {
	/** What it is that was changed: `These hours were`. */
	what: string;
	/** Whether what was saved elsewhere is here already. */
	seen: boolean;
	take?: { label: string; onTake: () => void };
	onReplace: () => void;
	replaceLabel?: string;
	/** What was saved elsewhere. */
	children: ReactNode;
};

/** Somebody saved it otherwise meanwhile: shows that, and lets the teacher say which holds. Nothing that was typed is lost. */
export function StaleNote({
	what,
	seen,
	take,
	onReplace,
	replaceLabel = "Save mine instead",
	children,
}: Props) {
	return (
		<Notice tone="alarm">
			<p className="font-medium">{what} changed somewhere else since this page was opened.</p>
			<div className="mt-1">
				Yours is still here, not saved. {seen ? children : "Fetching what is saved …"}
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
					{replaceLabel}
				</button>
			</p>
		</Notice>
	);
}
