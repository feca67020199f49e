"use client";

import { useState } from "react";
import type { Feed } from "@/lib/feeds/schema";
import { Confirm } from "../../../_ui/confirm.tsx";
import type { No } from "../../../_ui/send.ts";
import { changedMeanwhile } from "../../../_ui/wait.ts";

type Props = { feed: Feed; remove: (feed: Feed) => Promise<No | undefined>; onClose: () => void };

/** Asks before a calendar goes: what it took can be booked at once. */
export function RemoveFeed({ feed, remove, onClose }: Props) {
	const [no, setNo] = useState<string>();
	const [busy, setBusy] = useState(false);
	async function yes() {
		if (busy) return;
		setBusy(true);
		const refused = await remove(feed);
		setBusy(false);
		if (refused) setNo(refused.code === "STALE" ? changedMeanwhile : refused.message);
		else onClose();
	}
	return (
		<Confirm
			title={`Remove ${feed.name}?`}
			yes={busy ? "Removing …" : "Yes, remove it"}
			no={no}
			onYes={yes}
			onClose={onClose}
		>
			Nothing changes in the calendar itself. But what is busy there can be booked here from now on.
		</Confirm>
	);
}
