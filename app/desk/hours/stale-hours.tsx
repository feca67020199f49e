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
				Yours are still above, not saved.{" "}
				{seen ? `The others are: ${inWords(saved, hour12) || "no hours at all"}.` : "Fetching the others …"}
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

/** `Mon 9:00–12:00, 13:00–17:00; Tue 9:00–12:00` */
function inWords(spans: Span[], hour12: boolean): string {
	const clock = (minutes: number) => clockOfMinute(minutes, hour12);
	return weekdays
		.map((name, index) => {
			const hours = spans.filter((span) => span.weekday === index + 1);
			const times = hours.map((one) => `${clock(one.startsMinute)}–${clock(one.endsMinute)}`);
			return times.length ? `${name.slice(0, 3)} ${times.join(", ")}` : "";
		})
		.filter(Boolean)
		.join("; ");
}
