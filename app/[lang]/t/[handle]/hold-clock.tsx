"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Words } from "@/lib/languages/words";
import { plainButton } from "../../../_ui/button.ts";
import type { No } from "../../../_ui/send.ts";

type Props = { until: number; extensionsLeft: number; onExtend: () => Promise<No | undefined> };

/** How long the time is still kept. Read aloud only at a minute, at twenty seconds, at the end and when it gets longer. */
export function HoldClock({ until, extensionsLeft, onExtend }: Props) {
	const words = useTranslations("board");
	const left = useSecondsLeft(until);
	const [whole, setWhole] = useState(left);
	const [asking, setAsking] = useState(false);
	const [no, setNo] = useState<No>();
	const [longer, setLonger] = useState(false);
	const line = useRef<HTMLParagraphElement>(null);
	if (left > whole) setWhole(left);
	const short = left <= 60;
	const useless = no && refusals[no.code];
	async function ask() {
		if (asking) return;
		setAsking(true);
		const refused = await onExtend();
		setAsking(false);
		setNo(refused);
		setLonger(!refused);
		// The button goes, and the focus with it.
		if (!refused) line.current?.focus();
	}
	return (
		<div className={short ? "rounded-xl bg-brass-tint px-4 py-3 text-brass-ink" : ""}>
			<p ref={line} tabIndex={-1} className="mb-2 flex items-baseline justify-between gap-3">
				{left > 0 ? (
					<>
						<span>{words("clock.yours")}</span>
						<span role="timer" className="font-[680] tabular-nums">
							{Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
						</span>
					</>
				) : (
					words("clock.over")
				)}
			</p>
			<progress aria-hidden="true" className="thread" max={whole} value={left} />
			{short && no && (
				<p role="alert" className="mt-3">
					{useless ? words(useless) : no.message}
				</p>
			)}
			{short && extensionsLeft > 0 && !useless && (
				<button type="button" onClick={ask} aria-disabled={asking} className={`${plainButton} mt-3 w-full`}>
					{words(asking ? "clock.moment" : "clock.more")}
				</button>
			)}
			<p role="status" className="sr-only">
				{left > 60
					? longer && words("clock.longer", { minutes: Math.round(whole / 60) })
					: words(milestone(left, extensionsLeft))}
			</p>
		</div>
	);
}

type Said = Parameters<Words<"board">>[0];

/** What to do where asking again is of no use. */
const refusals: Record<string, Said> = { LIMIT: "clock.noLonger", NTFND: "clock.notGiven" };

function milestone(left: number, extensionsLeft: number): Said {
	if (left > 20) return extensionsLeft > 0 ? "clock.minuteMore" : "clock.minute";
	if (left > 0) return extensionsLeft > 0 ? "clock.twentyMore" : "clock.twenty";
	return "clock.ended";
}

function useSecondsLeft(until: number): number {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		setNow(Date.now());
		const timer = setInterval(() => setNow(Date.now()), 500);
		return () => clearInterval(timer);
	}, []);
	return Math.max(0, Math.ceil((until - now) / 1000));
}
