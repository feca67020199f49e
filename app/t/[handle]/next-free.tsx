"use client";

import { useState } from "react";
import { addDays, type Day, dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { primaryButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { findNextFree } from "./fetch-slots.ts";
import type { ListWish } from "./host.ts";

type Props = {
	wish: ListWish & { zone: string };
	after: Day;
	lastDay: Day;
	onJump: (day: Day) => void;
};

/** The way to the next free day: looks ahead, but only for those who ask. */
export function NextFree({ wish, after, lastDay, onJump }: Props) {
	const [search, setSearch] = useState<"idle" | "looking" | "nothing" | "failed">("idle");
	async function jump() {
		if (search === "looking") return;
		setSearch("looking");
		try {
			const next = await findNextFree(wish, addDays(after, 1), lastDay);
			setSearch(next ? "idle" : "nothing");
			if (next) onJump(dayOf(next.startsAt, wish.zone));
		} catch {
			setSearch("failed");
		}
	}
	return (
		<>
			<p role="status" className="mx-auto mt-2 mb-5 max-w-sm text-soft">
				{search === "nothing" &&
					`Nothing is free until ${dayLabel(lastDay, "long")}. Times come back when somebody cancels.`}
				{search === "failed" && "We could not look further ahead just now. Please try again."}
				{(search === "idle" || search === "looking") && "Times appear here the moment they become free."}
			</p>
			{search !== "nothing" && (
				<button
					type="button"
					ref={handOverFocus}
					onClick={jump}
					aria-disabled={search === "looking"}
					className={primaryButton}
				>
					{search === "looking" ? "Looking …" : "Next free day"}
				</button>
			)}
		</>
	);
}
