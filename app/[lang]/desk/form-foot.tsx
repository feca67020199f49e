"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { plainButton, primaryButton } from "../../_ui/button.ts";
import { LeaveDialog } from "../../_ui/leave-dialog.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { useLeaveGuard } from "../../_ui/use-leave-guard.ts";
import { StaleSaved } from "./stale-saved.tsx";
import type { useSaveForm } from "./use-save-form.ts";

type Props = {
	what: "opening" | "team";
	form: ReturnType<typeof useSaveForm>;
	/** Nothing of it is saved yet. */
	fresh: boolean;
	back: string;
	/** What is to be seen of it, typed here and saved: `Name`: `Maths`. */
	own: Record<string, string>;
	other: Record<string, string>;
	onReplace: () => void;
	children?: ReactNode;
};

/** The end of a form: what came of saving, and the ways to save and to leave, always in reach. */
export function FormFoot({ what, form, fresh, back, own, other, onReplace, children }: Props) {
	const { state, errors, dirty, busy, seen, giveUp } = form;
	const { leaving, stay, go } = useLeaveGuard(dirty);
	return (
		<div className="sticky bottom-0 -mx-4 grid gap-3 bg-paper px-4 py-4 sm:-mx-6 sm:px-6">
			{state.at === "stale" && (
				<StaleSaved
					what={what}
					own={own}
					other={seen ? other : undefined}
					onTake={giveUp}
					onReplace={onReplace}
				/>
			)}
			{state.at === "failed" && <Notice tone="alarm">{state.message}</Notice>}
			{Object.keys(errors).length > 0 && (
				<Notice tone="alarm">Something above needs mending. Nothing is saved yet.</Notice>
			)}
			<div className="flex flex-wrap items-center gap-3">
				<button type="submit" data-focus-home aria-disabled={busy} className={primaryButton}>
					{busy ? "Saving …" : fresh ? `Make this ${what}` : "Save changes"}
				</button>
				<Link href={back} className={plainButton}>
					Back
				</Link>
				{children}
			</div>
			{leaving && (
				<LeaveDialog
					onStay={stay}
					onGo={() => {
						// A page that was left is kept as it was: who comes back to it finds what is saved.
						giveUp();
						stay();
						go?.();
					}}
				/>
			)}
		</div>
	);
}
