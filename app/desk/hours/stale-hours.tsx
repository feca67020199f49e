import type { Span } from "@/lib/desk/schema";
import { clockOfMinute, weekdays } from "@/lib/time-words";
import { plainButton } from "../../_ui/button.ts";
import { Notice } from "../../_ui/notice.tsx";

type Props = { saved: Span[]; onTake: () => void; onReplace: () => void };

/** Somebody saved other hours meanwhile: shows them, and lets the teacher say which ones hold. */
export function StaleHours({ saved, onTake, onReplace }: Props) {
	return (
		<Notice tone="alarm">
			<p className="font-medium">These hours were changed somewhere else since you opened them.</p>
			<p className="mt-1">
				Yours are still above, not saved. The others are: {inWords(saved) || "no hours at all"}.
			</p>
			<p className="mt-3 flex flex-wrap gap-3">
				<button type="button" onClick={onTake} className={plainButton}>
					Take the others
				</button>
				<button type="button" onClick={onReplace} className={plainButton}>
					Save mine instead
				</button>
			</p>
		</Notice>
	);
}

/** `Mon 9:00–12:00, 13:00–17:00; Tue 9:00–12:00` */
function inWords(spans: Span[]): string {
	return weekdays
		.map((name, index) => {
			const hours = spans.filter((span) => span.weekday === index + 1);
			const times = hours.map((one) => `${clockOfMinute(one.startsMinute)}–${clockOfMinute(one.endsMinute)}`);
			return times.length ? `${name.slice(0, 3)} ${times.join(", ")}` : "";
		})
		.filter(Boolean)
		.join("; ");
}
