"use client";

import type { ReactNode } from "react";
import { plainButton } from "./button.ts";
import { handOverFocus } from "./hand-over-focus.ts";
import type { No } from "./send.ts";

// Long before it ends, so that there is time to answer, however slowly.
const shortMs = 2 * 60_000;

type Props = {
	/** In milliseconds. */
	left: number;
	/** What stands before and after that time while there is plenty of it. */
	words: [before: string, after: string];
	busy: boolean;
	no: No | undefined;
	onMore: () => void;
	children?: ReactNode;
};

/** How long one's turn still lasts: more time for whoever asks, as often as they ask. What else can be done stands beside it. */
export function TurnBar({ left, words: [before, after], busy, no, onMore, children }: Props) {
	const short = left <= shortMs;
	return (
		<div
			ref={handOverFocus}
			className={`flex flex-wrap items-center justify-between gap-3 rounded-xl px-4 py-3 ${
				short ? "bg-brass-tint text-brass-ink" : "bg-chalk text-chalk-ink"
			}`}
		>
			<p>
				{short ? "Your turn is nearly over: " : before}
				<b className="font-[680] tabular-nums">{timeLeft(left)}</b>
				{short ? ". Do you need more?" : after}
			</p>
			<span className="flex flex-wrap gap-2">
				<button type="button" onClick={onMore} aria-disabled={busy} className={plainButton}>
					{busy ? "One moment …" : "More time"}
				</button>
				{children}
			</span>
			{no && (
				<p role="alert" className="w-full">
					{no.message}
				</p>
			)}
		</div>
	);
}

/** What is read aloud of it, in a place that is there before and after. */
export function turnSaid(left: number, longer: boolean): string {
	const more = "Press “More time” to keep it.";
	if (left <= 30_000) return `Half a minute left. ${more}`;
	if (left <= 60_000) return `One minute left. ${more}`;
	if (left <= shortMs) return `Two minutes left. ${more}`;
	return longer ? "You have ten more minutes." : "";
}

/** `8 minutes`; by the second only at the very end. */
function timeLeft(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`;
	return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}
