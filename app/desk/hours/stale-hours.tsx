import { Fragment } from "react";
import type { Span } from "@/lib/desk/schema";
import { clockOfMinute, weekdays } from "@/lib/time-words";
import { plainButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { Notice } from "../../_ui/notice.tsx";
import { useViewer } from "../../_ui/use-viewer.ts";

type Props = {
	saved: Span[];
	/** Whether `saved` are the others already. */
	seen: boolean;
	onTake: () => void;
	onReplace: () => void;
};

/** Somebody saved other hours meanwhile: shows them, and lets the teacher say which ones hold. */
export function StaleHours({ saved, seen, onTake, onReplace }: Props) {
	const [{ hour12 }] = useViewer("UTC");
	return (
		<Notice tone="alarm">
			<p className="font-medium">These hours were changed somewhere else since you opened them.</p>
			<p className="mt-1">
				Yours are still above, not saved. {seen ? "The others are: " : "Fetching the others …"}
				{seen && (saved.length ? inWords(saved, hour12) : "no hours at all.")}
			</p>
			<p ref={handOverFocus} className="mt-3 flex flex-wrap gap-3">
				<button type="button" onClick={() => seen && onTake()} aria-disabled={!seen} className={plainButton}>
					Take the others
				</button>
				<button
					type="button"
					onClick={() => seen && onReplace()}
					aria-disabled={!seen}
					className={plainButton}
				>
					Save mine instead
				</button>
			</p>
		</Notice>
	);
}

/** `Mon 9:00–12:00, 13:00–17:00; Tue 9:00–12:00.`, broken into lines between its spans only. */
function inWords(spans: Span[], hour12: boolean) {
	const clock = (minutes: number) => clockOfMinute(minutes, hour12);
	return spans.map((span, index) => {
		const first = span.weekday !== spans[index - 1]?.weekday;
		const next = spans[index + 1];
		return (
			<Fragment key={`${span.weekday} ${span.startsMinute}`}>
				<span className="whitespace-nowrap">
					{first && `${weekdays[span.weekday - 1]?.slice(0, 3)} `}
					{clock(span.startsMinute)}–{clock(span.endsMinute)}
					{!next ? "." : next.weekday === span.weekday ? "," : ";"}
				</span>{" "}
			</Fragment>
		);
	});
}
