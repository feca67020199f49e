import type { ReactNode } from "react";
import { primaryButton } from "../../_ui/button.ts";
import type { SaveState } from "./use-save.ts";

type Props = { state: SaveState; dirty: boolean; label: string; children?: ReactNode };

/** Saves all that was edited above it, and stays in reach while one scrolls. */
export function SaveBar({ state, dirty, label, children }: Props) {
	const saving = state.at === "saving";
	return (
		<div className="sticky bottom-0 -mx-4 mt-4 grid gap-3 bg-paper px-4 py-4 sm:-mx-6 sm:px-6">
			{children}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<button type="submit" data-focus-home aria-disabled={saving} className={primaryButton}>
					{saving ? "Saving …" : label}
				</button>
				<p role="status" className="text-soft">
					{dirty && !saving ? "You have changes that are not saved." : ""}
				</p>
			</div>
		</div>
	);
}
