"use client";

import { useState } from "react";
import { addDays, type Day, dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { Bell } from "../../_ui/bell.tsx";
import { primaryButton } from "../../_ui/button.ts";
import { findNextFree } from "./fetch-slots.ts";

type Props = {
	wish: { teacher: string; type: string; zone: string };
	days: Day[];
	lastDay: Day;
	onJump: (day: Day) => void;
};

/** Nothing free in these seven days: look ahead, but only for those who ask. */
export function EmptyWeek({ wish, days, lastDay, onJump }: Props) {
	const [search, setSearch] = useState<"idle" | "looking" | "nothing" | "failed">("idle");
	async function jump() {
		setSearch("looking");
		try {
			const next = await findNextFree(wish, addDays(days.at(-1) ?? "", 1), lastDay);
			setSearch(next ? "idle" : "nothing");
			if (next) onJump(dayOf(next.startsAt, wish.zone));
		} catch {
			setSearch("failed");
		}
	}
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<h3 className="text-xl">Nothing free in these days</h3>
			<p role="status" className="mx-auto mt-2 mb-5 max-w-sm text-soft">
				{search === "nothing" &&
					`Every time until ${dayLabel(lastDay, "long")} is taken. Times come back when somebody cancels.`}
				{search === "failed" && "We could not look further ahead just now. Please try again."}
				{(search === "idle" || search === "looking") && "Times appear here the moment they become free."}
			</p>
			{search !== "nothing" && (
				<button type="button" onClick={jump} disabled={search === "looking"} className={primaryButton}>
					{search === "looking" ? "Looking …" : "Next free day"}
				</button>
			)}
		</div>
	);
}
