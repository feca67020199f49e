"use client";

import { useState } from "react";
import { quietButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";

/** What was dropped, and how to have it back: `bringBack` gives why that did not work, if it did not. */
export type Undo = { what: string; bringBack: () => Promise<string | undefined> };

/** Says shortly what is gone, and brings it back if that was not meant. */
export function UndoNote({ what, bringBack, onDone }: Undo & { onDone: () => void }) {
	const [sending, setSending] = useState(false);
	const [failed, setFailed] = useState("");

	async function undo() {
		if (sending) return;
		setSending(true);
		const why = await bringBack();
		setSending(false);
		if (why) setFailed(why);
		else onDone();
	}
	return (
		<div
			role="status"
			ref={handOverFocus}
			className="flex flex-wrap items-center justify-between gap-x-4 rounded-xl bg-brass-tint px-4 py-1.5 text-brass-ink"
		>
			<p className="min-w-0 py-1.5 wrap-anywhere">{failed || `${what} is gone.`}</p>
			<p className="-mx-3 flex">
				<button type="button" onClick={undo} aria-disabled={sending} className={quietButton}>
					{sending ? "Bringing it back …" : "Undo"}
				</button>
				<button type="button" onClick={onDone} className={quietButton}>
					That is fine
				</button>
			</p>
		</div>
	);
}
