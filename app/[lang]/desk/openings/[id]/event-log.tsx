"use client";

import { useRef, useState } from "react";
import type { OpeningEvent, OwnOpening } from "@/lib/office/schema";
import { plainButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import { EventRow } from "./event-row.tsx";
import { folded } from "./log-words.ts";
import { lookEarlier } from "./use-watch.ts";

type Props = {
	id: string;
	/** The newest hundred. */
	latest: OpeningEvent[];
	groups: OwnOpening["groups"];
	zone: string;
	hour12: boolean;
};

// As many as one answer has.
const page = 100;

/** What happened, newest first, as far back as one wants to read. */
export function EventLog({ id, latest, groups, zone, hour12 }: Props) {
	const [earlier, setEarlier] = useState<OpeningEvent[]>([]);
	const [state, setState] = useState<"idle" | "loading" | "failed" | "all">("idle");
	const seen = useRef(new Map<number, OpeningEvent>());
	for (const event of latest) seen.current.set(event.id, event);
	const events = [
		...new Map([...seen.current, ...earlier.map((event) => [event.id, event] as const)]).values(),
	].sort((a, b) => b.id - a.id);
	const more = state !== "all" && events.length >= page;

	async function back() {
		if (state === "loading") return;
		setState("loading");
		try {
			const older = await lookEarlier(id, events.at(-1)?.id ?? 1);
			setEarlier([...earlier, ...older]);
			setState(older.length < page ? "all" : "idle");
		} catch {
			setState("failed");
		}
	}
	return (
		<section aria-labelledby="log">
			<h2 id="log" className="mb-3 text-xl">
				What happened
			</h2>
			{events.length === 0 ? (
				<p className="text-soft">Nothing yet.</p>
			) : (
				<ol className="divide-y divide-line rounded-2xl border border-line bg-card">
					{folded(events).map((line) => (
						<EventRow key={line.id} line={line} groups={groups} zone={zone} hour12={hour12} />
					))}
				</ol>
			)}
			{state === "failed" && (
				<div className="mt-3">
					<Notice tone="alarm">The earlier lines did not come. Please try again.</Notice>
				</div>
			)}
			{more && (
				<button
					type="button"
					onClick={back}
					aria-disabled={state === "loading"}
					className={`${plainButton} mt-4`}
				>
					{state === "loading" ? "Looking …" : "Show earlier"}
				</button>
			)}
		</section>
	);
}
