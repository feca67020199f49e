import type { Schedule } from "@/lib/rules/schema";
import type { DeskType } from "@/lib/rules/type-schema";
import { plainButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { differences } from "./type-lines.ts";

type Props = {
	before: DeskType;
	mine: DeskType;
	/** As it was saved elsewhere, once that has come. */
	other: DeskType | undefined;
	schedules: Pick<Schedule, "id" | "name">[];
	onTake: () => void;
	onKeep: () => void;
};

/** It was saved otherwise meanwhile: shows in what, and lets one say what holds. */
export function StaleType({ before, mine, other, schedules, onTake, onKeep }: Props) {
	const own = new Set(differences(before, mine, schedules).map(([what]) => what));
	const apart = other ? differences(before, other, schedules) : [];
	return (
		<Notice tone="alarm">
			<p className="font-medium">This type was changed somewhere else since you opened it.</p>
			<p className="mt-1">
				What you changed is still above, not saved.{" "}
				{!other
					? "Fetching what is new …"
					: apart.length
						? "There it has now:"
						: "There only its place in the list is another."}
			</p>
			{apart.length > 0 && (
				<ul className="mt-1 list-disc pl-5">
					{apart.map(([what, text]) => (
						<li key={what} className="wrap-anywhere">
							{what}: {text}
							{own.has(what) && " (you have changed it, too: yours would be kept)"}
						</li>
					))}
				</ul>
			)}
			<p ref={handOverFocus} className="mt-3 flex flex-wrap gap-3">
				<button
					type="button"
					onClick={() => other && onKeep()}
					aria-disabled={!other}
					className={plainButton}
				>
					Keep my changes, and those
				</button>
				<button
					type="button"
					onClick={() => other && onTake()}
					aria-disabled={!other}
					className={plainButton}
				>
					Drop my changes
				</button>
			</p>
		</Notice>
	);
}
