import type { ReactNode } from "react";
import { giveFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { SaveState } from "./use-save.ts";

/** What came of a save, in a few words; `saved` says what is so now. */
export function SaveNotes({ state, saved }: { state: SaveState; saved: ReactNode }) {
	if (state.at === "failed") return <Notice tone="alarm">{state.message}</Notice>;
	if (state.at !== "saved") return null;
	return (
		<Notice>
			{saved}
			{state.outside > 0 && (
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
						{state.outside === 1 ? "One booking lies" : `${state.outside} bookings lie`} outside it: see what
						to do
					</button>
				</>
			)}
		</Notice>
	);
}
