"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Words } from "@/lib/languages/words";
import { plainButton } from "./button.ts";
import { NoteBar } from "./note-bar.tsx";
import type { No } from "./send.ts";

// Long before it ends, so that there is time to answer, however slowly.
const shortMs = 2 * 60_000;

type Props = {
	/** In milliseconds. */
	left: number;
	/** What is said of that time while there is plenty of it. */
	plenty: (time: string) => ReactNode;
	busy: boolean;
	no: No | undefined;
	onMore: () => void;
	children?: ReactNode;
};

/** How long one's turn still lasts: more time for whoever asks, as often as they ask. What else can be done stands beside it. */
export function TurnBar({ left, plenty, busy, no, onMore, children }: Props) {
	const words = useTranslations("turn");
	const short = left <= shortMs;
	const time = timeLeft(left, words);
	return (
		<NoteBar tone={short ? "brass" : "calm"} no={no}>
			<p>{short ? words.rich("short", { left: time, b: strong }) : plenty(time)}</p>
			<span className="flex flex-wrap gap-2">
				<button type="button" onClick={onMore} aria-disabled={busy} className={plainButton}>
					{words(busy ? "moment" : "more")}
				</button>
				{children}
			</span>
		</NoteBar>
	);
}

/** How the time stands out in a sentence. */
export function strong(chunks: ReactNode): ReactNode {
	return <b className="font-[680] tabular-nums">{chunks}</b>;
}

/** What is read aloud of it, in a place that is there before and after. */
export function turnSaid(left: number, longer: boolean, words: Words<"turn">): string {
	if (left <= 30_000) return words("said.half");
	if (left <= 60_000) return words("said.one");
	if (left <= shortMs) return words("said.two");
	return longer ? words("said.longer") : "";
}

/** `8 minutes`; by the second only at the very end. */
function timeLeft(ms: number, words: Words<"turn">): string {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	if (seconds > 60) return words("minutes", { count: Math.ceil(seconds / 60) });
	return words("seconds", { count: seconds });
}
