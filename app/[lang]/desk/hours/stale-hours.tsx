import { Fragment } from "react";
import type { Span } from "@/lib/desk/schema";
import { weekdays } from "@/lib/languages/dates";
import { clockOfMinute } from "@/lib/time-words";
import { useViewer } from "../../../_ui/use-viewer.ts";
import { StaleNote } from "./stale-note.tsx";
import type { Way } from "./use-save.ts";

type Props = {
	saved: Span[];
	/** Whether `saved` are the others already. */
	seen: boolean;
	way: Way;
	onTake: () => void;
	onReplace: () => void;
};

/** Somebody saved other hours meanwhile. */
export function StaleHours({ saved, seen, way, onTake, onReplace }: Props) {
	const [{ hour12 }] = useViewer("UTC");
	return (
		<StaleNote
			what="These hours were"
			seen={seen}
			way={way}
			take={{ label: "Take the others", onTake }}
			onReplace={onReplace}
		>
			The others are: {saved.length ? inWords(saved, hour12) : "no hours at all."}
		</StaleNote>
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
