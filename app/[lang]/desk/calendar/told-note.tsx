import Link from "next/link";
import { quietButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { toldWords } from "./booking-moves.ts";
import type { Edit } from "./edits.ts";
import type { Told } from "./use-history.ts";

type Props = {
	told: Told | undefined;
	/** What is there instead, in words. */
	now: string;
	onUndo: (() => void) | undefined;
	onRedo: (() => void) | undefined;
	onAgain: (edit: Edit) => void;
	onClose: () => void;
};

/** What was done last, and the way back; or why it was not done, and the way on. */
export function ToldNote({ told, now, onUndo, onRedo, onAgain, onClose }: Props) {
	if (!told) return null;
	const { what, edit, message, outside, isUndo } = told;
	const no = what === "stale" || what === "refused";
	const back = what === "undone" ? onRedo : no ? undefined : onUndo;
	return (
		<div
			ref={handOverFocus}
			className="sticky bottom-3 z-30 mx-auto mt-4 w-fit max-w-full rounded-xl border border-edge shadow-lg"
		>
			<Notice tone={no ? "alarm" : "calm"}>
				<div className="flex flex-wrap items-center gap-x-3">
					<p className="py-1.5">
						{what === "stale" ? (
							<>
								{things[edit.kind]} was changed somewhere else meanwhile, and is shown as it is now
								{now ? `: ${now}` : "."} Not {isUndo ? "undone" : edit.kind === "booking" ? "moved" : "saved"}
								: {message}
							</>
						) : (
							<>
								{what === "undone" && "Undone: "}
								{what === "redone" && "Done again: "}
								{message}
							</>
						)}
					</p>
					{/* Side by side, also where they have a line of their own. */}
					<div className="-mx-3 flex">
						{/* One button, so that it keeps the focus when it becomes the other. */}
						{back && <Act label={what === "undone" ? "Redo" : "Undo"} onClick={back} />}
						{no && (
							<Act
								label={
									what !== "stale"
										? "Try again"
										: isUndo
											? "Undo it all the same"
											: `${edit.kind === "booking" ? "Move" : "Save"} it all the same`
								}
								onClick={() => onAgain(edit)}
							/>
						)}
						<Act label="Close" onClick={onClose} />
					</div>
				</div>
				{edit.kind === "booking" && !no && (
					<p className="pb-1">
						{toldWords(edit.people)}{" "}
						{back && `${what === "undone" ? "Redo" : "Undo"} moves it again, and tells them again.`}
					</p>
				)}
				{outside > 0 && (
					<p className="pb-1">
						{outside === 1
							? "One booking lies outside what you offer and stands all the same. "
							: `${outside} bookings lie outside what you offer and stand all the same. `}
						<Link href="/desk/hours" className="font-medium underline underline-offset-4">
							Settle {outside === 1 ? "it" : "them"}
						</Link>
					</p>
				)}
			</Notice>
		</div>
	);
}

const things = {
	...{ hours: "This day", absence: "This absence", presence: "This absence", booking: "This booking" },
};

function Act({ label, onClick }: { label: string; onClick: () => void }) {
	return (
		<button type="button" onClick={onClick} className={quietButton}>
			{label}
		</button>
	);
}
