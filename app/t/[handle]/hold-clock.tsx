"use client";

import { useEffect, useRef, useState } from "react";
import { plainButton } from "../../_ui/button.ts";
import type { No } from "../../_ui/send.ts";

type Props = { until: number; extensionsLeft: number; onExtend: () => Promise<No | undefined> };

/** How long the time is still kept. Read aloud only at a minute, at twenty seconds, at the end and when it gets longer. */
export function HoldClock({ until, extensionsLeft, onExtend }: Props) {
	const left = useSecondsLeft(until);
	const [whole, setWhole] = useState(left);
	const [asking, setAsking] = useState(false);
	const [no, setNo] = useState<No>();
	const [longer, setLonger] = useState(false);
	const line = useRef<HTMLParagraphElement>(null);
	if (left > whole) setWhole(left);
	const short = left <= 60;
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
						<span>Yours while you fill this in</span>
						<span role="timer" className="font-[680] tabular-nums">
							{Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
						</span>
					</>
				) : (
					"We no longer keep this time for you. It may still be free: book it to find out."
				)}
			</p>
			<progress aria-hidden="true" className="thread" max={whole} value={left} />
			{short && no && (
				<p role="alert" className="mt-3">
					{refusals[no.code] ?? no.message}
				</p>
			)}
			{short && extensionsLeft > 0 && !(no && no.code in refusals) && (
				<button type="button" onClick={ask} aria-disabled={asking} className={`${plainButton} mt-3 w-full`}>
					{asking ? "One moment …" : "I need more time"}
				</button>
			)}
			<p role="status" className="sr-only">
				{left > 60 ? longer && `You have ${inMinutes(whole)}.` : milestone(left, extensionsLeft)}
			</p>
		</div>
	);
}

/** What to do where asking again is of no use. */
const refusals: Record<string, string> = {
	LIMIT: "This time cannot be kept any longer. Please book it before it runs out.",
	NTFND: "More time could not be given. Book this time to find out whether it is still yours.",
};

function milestone(left: number, extensionsLeft: number): string {
	const more = extensionsLeft > 0 ? " Press “I need more time” to keep it longer." : "";
	if (left > 20) return `One minute left.${more}`;
	if (left > 0) return `Twenty seconds left.${more}`;
	return "We no longer keep this time for you. It may still be free.";
}

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** `five more minutes` */
function inMinutes(seconds: number): string {
	const minutes = Math.round(seconds / 60);
	return `${numbers[minutes] ?? minutes} more ${minutes === 1 ? "minute" : "minutes"}`;
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
