"use client";

import Link from "next/link";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Gone } from "@/lib/desk/erase-schema";
import { alarmButton, plainButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field, TextArea } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { useFocusOnWrong } from "../../../_ui/use-focus-on-wrong.ts";
import { unheard } from "../../../_ui/wait.ts";
import { AheadNote } from "./ahead-note.tsx";
import { isOnItsWay, type Leaver, useErase } from "./use-erase.ts";

type Props = {
	leaver: Leaver;
	title: string;
	yes: string;
	zone: string;
	onDone: (gone: Gone) => void;
	onClose: () => void;
	/** What goes, and what stays. */
	children: ReactNode;
};

/** What cannot be undone is typed. While something is to come, it is told, with the way to cancel it first. */
export function EraseDialog({ leaver, title, yes, zone, onDone, onClose, children }: Props) {
	const { erase, cancelAll, busy, no, ahead } = useErase(leaver, onDone);
	const [typed, setTyped] = useState("");
	const [reason, setReason] = useState("");
	const [wrong, setWrong] = useState(0);
	const form = useFocusOnWrong(wrong);
	const cancels = Boolean(ahead && ahead.bookings > ahead.begun && ahead.openings === 0);
	const waits = Boolean(ahead && isOnItsWay(ahead));

	function submit(event: FormEvent) {
		event.preventDefault();
		if (busy) return;
		if (typed.trim().toLowerCase() !== leaver.handle) return setWrong((times) => times + 1);
		setWrong(0);
		if (cancels) cancelAll(reason);
		else erase();
	}
	return (
		<Dialog title={title} onClose={() => !busy && onClose()}>
			<form ref={form} noValidate onSubmit={submit} className="grid gap-5">
				{ahead ? (
					<AheadNote ahead={ahead} zone={zone} />
				) : (
					<div className="grid gap-3 text-soft">{children}</div>
				)}
				{no && (
					<Notice tone="alarm">
						{no.code === "UNSURE" ? unheard("deleting twice is the same as once", no.later) : no.message}
					</Notice>
				)}
				{cancels && (
					<TextArea
						label="Cancel all that is to come, with these words"
						hint="Everybody who has booked hears of it by mail. You may leave it empty. What has begun goes on."
						maxLength={500}
						value={reason}
						onChange={(event) => setReason(event.target.value)}
						error={no?.fields?.reason}
					/>
				)}
				{cancels && (
					<p className="text-soft">
						First {leaver.what === "school" ? "all pages close" : "the page closes"}, so that nobody books
						again what is cancelled: all types are retired. If you stop half-way, they stay so until their
						teacher restores them at{" "}
						<Link href="/desk/types" className="underline underline-offset-4">
							types
						</Link>
						.
					</p>
				)}
				<Field
					label={`Type ${leaver.handle} to confirm`}
					name="handle"
					autoComplete="off"
					autoCapitalize="none"
					spellCheck={false}
					maxLength={60}
					value={typed}
					onChange={(event) => setTyped(event.target.value)}
					error={wrong ? `Please type ${leaver.handle}, as it stands above this field.` : undefined}
				/>
				<div className="grid gap-3 sm:grid-cols-2">
					<button
						type="button"
						onClick={() => !busy && onClose()}
						aria-disabled={busy}
						className={plainButton}
					>
						No, keep it
					</button>
					<button type="submit" aria-disabled={busy} className={alarmButton}>
						{busy ? "One moment …" : cancels ? "Cancel all, then delete" : waits ? "Try now" : yes}
					</button>
				</div>
			</form>
		</Dialog>
	);
}
