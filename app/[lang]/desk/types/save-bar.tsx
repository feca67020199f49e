import Link from "next/link";
import type { ReactNode } from "react";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { QueryLink } from "../../../_ui/query-link.tsx";
import { LeftOutside } from "./left-outside.tsx";
import type { useSaveType } from "./use-save-type.ts";

type Props = {
	state: ReturnType<typeof useSaveType>["state"];
	wrong: boolean;
	/** Just made, on the page before this one. */
	made: boolean;
	fresh: boolean;
	dirty: boolean;
	/** What was saved is not on the page. */
	hidden: boolean;
	preview: string;
	children: ReactNode;
};

/** What came of saving, and the way to save, always in reach. */
export function SaveBar({ state, wrong, made, fresh, dirty, hidden, preview, children }: Props) {
	const saving = state.at === "saving";
	const saved = state.at === "saved" || (made && state.at === "idle");
	const outside = state.at === "saved" ? state.outside : 0;
	return (
		<div className="sticky bottom-0 -mx-4 mt-4 grid gap-3 bg-paper px-4 py-4 sm:-mx-6 sm:px-6">
			{saved && (
				<Notice>
					{made && state.at === "idle" ? "It is made." : "Saved."}{" "}
					{hidden ? "Who has its link sees it now." : "Your page shows it now."}{" "}
					<QueryLink href={preview} className="font-medium underline underline-offset-4">
						See it as a student
					</QueryLink>
				</Notice>
			)}
			<LeftOutside count={outside} />
			{children}
			{state.at === "failed" && <Notice tone="alarm">{state.message}</Notice>}
			{wrong && <Notice tone="alarm">Something above needs mending. Nothing is saved yet.</Notice>}
			<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
				<button type="submit" data-focus-home aria-disabled={saving} className={primaryButton}>
					{saving ? "Saving …" : fresh ? "Make this type" : "Save changes"}
				</button>
				<Link href="/desk/types" className={plainButton}>
					All types
				</Link>
				<p role="status" className="text-soft">
					{dirty && !saving ? "You have changes that are not saved." : ""}
				</p>
			</div>
		</div>
	);
}
