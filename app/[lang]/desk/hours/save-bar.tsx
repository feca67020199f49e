import { type ReactNode, useEffect, useRef } from "react";
import { primaryButton } from "../../../_ui/button.ts";
import { LeaveDialog } from "../../../_ui/leave-dialog.tsx";
import { useLeaveGuard } from "../../../_ui/use-leave-guard.ts";
import type { SaveState } from "./use-save.ts";

type Props = {
	state: SaveState;
	dirty: boolean;
	/** Whether what was saved elsewhere has come. */
	seen: boolean;
	label: string;
	/** Takes back what was edited and not saved. */
	onGiveUp: () => void;
	children?: ReactNode;
};

/** Saves all that was edited above it, and stays in reach while one scrolls. */
export function SaveBar({ state, dirty, seen, label, onGiveUp, children }: Props) {
	const { leaving, stay, go } = useLeaveGuard(dirty);
	const bar = useRef<HTMLDivElement>(null);
	const saving = state.at === "saving";
	const news = saving || state.at === "idle" ? "" : `${state.at} ${seen}`;
	// At the top of the page it cannot grow upwards, and its end would be below the screen.
	useEffect(() => {
		if (news) bar.current?.scrollIntoView({ block: "nearest" });
	}, [news]);
	return (
		<div ref={bar} className="sticky bottom-0 -mx-4 mt-4 grid gap-3 bg-paper px-4 py-4 sm:-mx-6 sm:px-6">
			{children}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<button type="submit" data-focus-home aria-disabled={saving} className={primaryButton}>
					{saving ? "Saving …" : label}
				</button>
				<p role="status" className="text-soft">
					{dirty && !saving ? "You have changes that are not saved." : ""}
				</p>
			</div>
			{leaving && (
				<LeaveDialog
					onStay={stay}
					onGo={() => {
						// A page that was left is kept as it was: who comes back to it finds what is saved.
						onGiveUp();
						stay();
						go?.();
					}}
				/>
			)}
		</div>
	);
}
