"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { Gone } from "@/lib/desk/erase-schema";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { Stays } from "./stays.tsx";

type Props = {
	id: string;
	title: string;
	button: string;
	ask: string;
	gone: string;
	leaver: Parameters<typeof EraseDialog>[0]["leaver"] | undefined;
	zone: string;
	what: string;
	choice?: ReactNode;
	onGone?: () => void;
	children: ReactNode;
};

/** Where somebody is taken off for good: what that is, the button, and what became of it. */
export function Leaving({
	id,
	title,
	button,
	ask,
	gone,
	leaver,
	zone,
	what,
	choice,
	onGone,
	children,
}: Props) {
	const [asking, setAsking] = useState(false);
	const [done, setDone] = useState<Gone & { title: string }>();
	const [missing, setMissing] = useState(false);
	const router = useRouter();

	function finish(answer: Gone) {
		setAsking(false);
		setDone({ ...answer, title: gone });
		if (answer.signedOut) return;
		onGone?.();
		router.refresh();
	}
	return (
		<section data-focus-scope aria-labelledby={id} className="rounded-2xl border border-line bg-card p-5">
			<h2 id={id} data-focus-home tabIndex={-1} className="mb-1 text-xl">
				{title}
			</h2>
			<p className="mb-4 text-soft">{children}</p>
			{choice && <div className="mb-4 max-w-md">{choice}</div>}
			{done && !done.signedOut && (
				<div className="mb-4">
					<Notice>{done.title}.</Notice>
				</div>
			)}
			{missing && !leaver && (
				<div className="mb-4">
					<Notice tone="alarm">Please choose whom.</Notice>
				</div>
			)}
			<button
				type="button"
				ref={handOverFocus}
				aria-haspopup="dialog"
				onClick={() => {
					setMissing(!leaver);
					setDone(undefined);
					if (leaver) setAsking(true);
				}}
				className={plainButton}
			>
				{button}
			</button>
			{asking && leaver && (
				<EraseDialog
					{...{ leaver, zone }}
					title={ask}
					yes="Delete for good"
					onDone={finish}
					onClose={() => setAsking(false)}
				>
					<Stays what={what} />
				</EraseDialog>
			)}
			{done?.signedOut && (
				<Dialog title={done.title} onClose={() => window.location.assign("/")}>
					<p className="mb-5 text-soft">
						All that named you was taken out, and you are signed out. Thank you for having been here.
					</p>
					<a href="/" className={primaryButton}>
						To the start page
					</a>
				</Dialog>
			)}
		</section>
	);
}
