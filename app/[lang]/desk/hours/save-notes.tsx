import { type ReactNode, useEffect, useState } from "react";
import { quietButton } from "../../../_ui/button.ts";
import { giveFocus, handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { notDone, type SaveState, type Step } from "./use-save.ts";

type Props = {
	state: SaveState;
	/** What can be taken back, or done again. */
	step: Step<unknown> | undefined;
	onTurn: () => void;
	/** What is so now: of a save, and of one that was taken back. */
	saved: ReactNode;
	undone?: ReactNode;
	/** What is said of a save where another desk has saved meanwhile, unless more than words is shown there. */
	stale?: string;
};

/** What came of a save, in a few words, and the way back. */
export function SaveNotes({ state, step, onTurn, saved, undone = asItWas, stale }: Props) {
	const turning = state.at === "saving" && state.way !== "done" ? state.way : undefined;
	const isBack = turning ? turning === "redone" : step?.way === "undone";
	const asleep = !useStill(isBack, turning === undefined);
	if (state.at === "stale" && stale)
		return <Notice tone="alarm">{state.way === "done" ? stale : `${notDone[state.way]} ${changed}`}</Notice>;
	const failed = state.at === "failed";
	if (state.at !== "saved" && !turning && !failed) return null;
	const words = isBack ? <>Undone. {undone}</> : saved;
	return (
		<div ref={handOverFocus}>
			<Notice tone={failed ? "alarm" : "calm"}>
				<div className="flex flex-wrap items-center gap-x-6 gap-y-3">
					<div className="min-w-0 wrap-anywhere">
						{failed
							? state.message
							: turning
								? `${turning === "undone" ? "Undoing" : "Doing it again"} …`
								: words}
						{state.at === "saved" && state.outside > 0 && <OutsideLink count={state.outside} />}
					</div>
					{/* One button, so that it keeps the focus while it is asked for and when it becomes the other. */}
					{step && (
						<button
							ref={handOverFocus}
							type="button"
							onClick={() => !asleep && onTurn()}
							aria-disabled={asleep}
							className={`${quietButton} -mx-3 -my-2 text-inherit`}
						>
							{isBack ? "Redo" : "Undo"}
						</button>
					)}
				</div>
			</Notice>
		</div>
	);
}

const changed = "This was changed somewhere else meanwhile, and is shown as it is now.";
const asItWas = "Your page shows it as it was.";

/** Whether there is nothing going on, and what is so now has been so for a moment: the second click of two was meant for what was. */
function useStill(now: boolean, quiet: boolean): boolean {
	const [known, setKnown] = useState(now);
	useEffect(() => {
		if (!quiet) return;
		const timer = setTimeout(() => setKnown(now), 400);
		return () => clearTimeout(timer);
	}, [now, quiet]);
	return quiet && known === now;
}

function OutsideLink({ count }: { count: number }) {
	return (
		<>
			{" "}
			<button
				type="button"
				onClick={() => {
					const title = document.getElementById("outside");
					title?.scrollIntoView({ block: "center" });
					giveFocus(title);
				}}
				className="font-medium underline underline-offset-4"
			>
				{count === 1 ? "One booking lies" : `${count} bookings lie`} outside it: see what to do
			</button>
		</>
	);
}
