"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ComponentType, useId } from "react";
import { dayOf, sameClock } from "@/lib/time";
import { clock, dayLabel, zoneCity } from "@/lib/time-words";
import { input, plainButton } from "../../../_ui/button.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import type { Series } from "./use-series.ts";

type Props = {
	series: Series;
	viewer: Viewer;
	home: string;
	/** It was sent, and is not to change until the answer is there. */
	fixed: boolean;
	error: string | undefined;
	loading: ComponentType;
};

/** How many weeks, and each of their dates: to be left out, or with the reason why it is not to be had. */
export function SeriesDates({ series, viewer, home, fixed, error, loading: Loading }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const id = useId();
	const { cap, count, setCount, dates, chosen, choose, failed, again } = series;
	if (!dates)
		return failed ? (
			<div role="alert" className="pb-3">
				<p className="mb-3 text-alarm">{words("series.failed")}</p>
				<button type="button" onClick={() => again()} className={plainButton}>
					{words("tryAgain")}
				</button>
			</div>
		) : (
			<Loading />
		);
	const taken = dates.filter(({ isFree }) => !isFree).length;
	return (
		<div className="grid gap-3 pb-3">
			<label className="flex items-center justify-between gap-3">
				{words("series.howMany")}
				<select
					value={count}
					onChange={(event) => fixed || setCount(Number(event.target.value))}
					className={`${input} max-w-24`}
				>
					{counts(cap).map((each) => (
						<option key={each} value={each}>
							{each}
						</option>
					))}
				</select>
			</label>
			<fieldset aria-describedby={error ? `${id}-error` : undefined}>
				<legend className="sr-only">{words("series.which")}</legend>
				<ul className="grid max-h-[40dvh] gap-0.5 overflow-auto">
					{dates.map((date) => (
						<li key={date.startsAt}>
							<label
								className={`flex min-h-11 items-center gap-3 rounded-lg px-1 ${date.isFree ? "cursor-pointer hover:bg-chalk" : "text-soft"}`}
							>
								<input
									type="checkbox"
									checked={date.isChosen}
									disabled={!date.isFree}
									onChange={(event) => fixed || choose(date.startsAt, event.target.checked)}
									className="size-5 shrink-0 accent-board"
								/>
								<span className="min-w-0 grow tabular-nums">
									<span className={date.isFree ? "" : "line-through"}>
										{dayLabel(dayOf(date.startsAt, viewer.zone), "short", language)},{" "}
										{clock(date.startsAt, viewer.zone, viewer.hour12)}
									</span>
									{!sameClock(date.startsAt, viewer.zone, home) && (
										<span className="block text-xs text-soft">
											{clock(date.startsAt, home, viewer.hour12)} {zoneCity(home)}
										</span>
									)}
								</span>
								{!date.isFree && (
									<span className="shrink-0 text-sm">
										{words(`series.${why[date.no ?? "TAKEN"] ?? "notFree"}`)}
									</span>
								)}
							</label>
						</li>
					))}
				</ul>
			</fieldset>
			{error && (
				<p id={`${id}-error`} className="text-alarm">
					{error}
				</p>
			)}
			<p role="status" className="text-sm text-soft">
				{words("series.chosen", { chosen: chosen.length, count, taken })}
			</p>
		</div>
	);
}

/** From two on. */
const counts = (cap: number) => Array.from({ length: cap - 1 }, (_, before) => before + 2);

const why: Record<string, "taken" | "notOffered" | "notOpen" | "tooSoon"> = {
	TAKEN: "taken",
	GONE0: "notOffered",
	CLOSD: "notOpen",
	LATE0: "tooSoon",
};
