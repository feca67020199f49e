"use client";

import { useEffect, useState } from "react";
import { plainButton } from "../../_ui/button.ts";

type Props = { until: number; extensionsLeft: number; onExtend: () => Promise<boolean> };

/** How long the time is still kept. Read aloud only at a minute, at twenty seconds and at the end. */
export function HoldClock({ until, extensionsLeft, onExtend }: Props) {
	const left = useSecondsLeft(until);
	const [whole, setWhole] = useState(left);
	const [asking, setAsking] = useState(false);
	const [failed, setFailed] = useState(false);
	if (left > whole) setWhole(left);
	const short = left <= 60;
	async function ask() {
		setAsking(true);
		setFailed(!(await onExtend()));
		setAsking(false);
	}
	return (
		<div className={short ? "rounded-xl bg-brass-tint px-4 py-3 text-brass-ink" : ""}>
			{left > 0 ? (
				<p className="mb-2 flex items-baseline justify-between">
					<span>Yours while you fill this in</span>
					<span role="timer" className="font-[680] tabular-nums">
						{Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
					</span>
				</p>
			) : (
				<p className="mb-2">
					We no longer keep this time for you. It may still be free: book it to find out.
				</p>
			)}
			<progress aria-hidden="true" className="thread" max={whole} value={left} />
			{short && extensionsLeft > 0 && (
				<button type="button" onClick={ask} disabled={asking} className={`${plainButton} mt-3 w-full`}>
					{asking ? "One moment …" : failed ? "Could not reach us, try again" : "I need more time"}
				</button>
			)}
			<p role="status" className="sr-only">
				{milestone(left, extensionsLeft)}
			</p>
		</div>
	);
}

function milestone(left: number, extensionsLeft: number): string {
	if (left > 60) return "";
	const more = extensionsLeft > 0 ? " Press “I need more time” to keep it longer." : "";
	if (left > 20) return `One minute left.${more}`;
	if (left > 0) return `Twenty seconds left.${more}`;
	return "We no longer keep this time for you. It may still be free.";
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
