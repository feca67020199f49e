"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { addDays, type Day, dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { primaryButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
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
	const words = useTranslations("board");
	const language = useLocale();
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
				{search === "nothing" && words("next.until", { day: dayLabel(lastDay, "long", language) })}
				{search === "failed" && words("next.failed")}
				{(search === "idle" || search === "looking") && words("next.hint")}
			</p>
			{search !== "nothing" && (
				<button
					type="button"
					ref={handOverFocus}
					onClick={jump}
					aria-disabled={search === "looking"}
					className={primaryButton}
				>
					{words(search === "looking" ? "next.looking" : "next.day")}
				</button>
			)}
		</>
	);
}
