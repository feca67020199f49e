"use client";

import { type FormEvent, useState } from "react";
import type { Feed } from "@/lib/feeds/schema";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import type { No } from "../../../_ui/send.ts";
import type { useFeeds } from "./use-feeds.ts";

type Props = Pick<ReturnType<typeof useFeeds>, "save"> & {
	feed: Feed;
	/** As it is now, which somebody may have changed elsewhere; undefined when it is gone. */
	latest: Feed | undefined;
	onClose: () => void;
};

export function RenameFeed({ feed, latest, save, onClose }: Props) {
	const [name, setName] = useState(feed.name);
	const [no, setNo] = useState<No>();
	const [busy, setBusy] = useState(false);

	async function rename(version: number) {
		if (busy) return;
		setBusy(true);
		const saved = await save({ feed: feed.id, version, name });
		setBusy(false);
		setNo(saved.no);
		if (saved.feed) onClose();
	}
	const stale = no?.code === "STALE" ? latest : undefined;
	return (
		<Dialog title={`Rename ${feed.name}`} onClose={onClose}>
			<form
				noValidate
				onSubmit={(event: FormEvent) => {
					event.preventDefault();
					void rename(feed.version);
				}}
				className="grid gap-4"
			>
				<Field
					label="What you call it"
					data-first
					maxLength={60}
					autoComplete="off"
					value={name}
					onChange={(event) => setName(event.target.value)}
					error={no?.fields?.name}
				/>
				{stale && (
					<Notice tone="alarm">
						<p>It was called “{stale.name}” somewhere else meanwhile. Yours is still above, not saved.</p>
						<p className="mt-3 flex flex-wrap gap-3">
							<button type="button" onClick={onClose} className={plainButton}>
								Keep “{stale.name}”
							</button>
							<button
								type="button"
								onClick={() => rename(stale.version)}
								aria-disabled={busy}
								className={plainButton}
							>
								Use mine instead
							</button>
						</p>
					</Notice>
				)}
				{no && !no.fields && !stale && <Notice tone="alarm">{no.message}</Notice>}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Saving …" : "Save the name"}
				</button>
			</form>
		</Dialog>
	);
}
