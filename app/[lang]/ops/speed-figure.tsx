import type { Ops } from "@/lib/watch/schema";
import { Columns } from "../../_ui/columns.tsx";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { FigureTable } from "../../_ui/figure-table.tsx";
import { KeyList } from "../../_ui/key-list.tsx";
import type { Viewer } from "../../_ui/use-viewer.ts";
import { minuteWords, msWords, topOf } from "./words.ts";

const looks = { half: "fill-board", rest: "fill-board/25" };

/** How long people waited for answers. Both are ends of buckets, so that nobody was slower than they say. */
export function SpeedFigure({ minutes, viewer }: { minutes: Ops["minutes"]; viewer: Viewer }) {
	const worst = Math.max(0, ...minutes.map(({ counts }) => counts?.p95Ms ?? 0));
	const news = worst
		? `in the slowest minute 95 of 100 had theirs within ${msWords(worst)}`
		: "nobody asked for anything";
	return (
		<FigureBox title="How long answers took">
			<p className="-mt-2 mb-4 text-soft first-letter:uppercase">{news}.</p>
			<Columns
				most={topOf([worst], 100)}
				scale={(ms) => String(ms)}
				every={15}
				sentence={`Milliseconds within which half and 95 of 100 were answered, for ${minutes.length} minutes: ${news}.`}
				columns={minutes.map(({ minute, counts }) => ({
					key: minute,
					label: minuteWords(minute, viewer),
					marked: counts === null,
					parts: [
						{ value: counts?.p50Ms ?? 0, look: looks.half },
						{ value: (counts?.p95Ms ?? 0) - (counts?.p50Ms ?? 0), look: looks.rest },
					],
				}))}
			/>
			<KeyList
				keys={[
					{ label: "Half of them within, in ms", look: looks.half },
					{ label: "95 of 100", look: looks.rest },
					{ label: "Not known", look: "fill-bell" },
				]}
			/>
			<FigureTable
				caption="How long answers took, by minute"
				head={["Minute", "Half within", "95 of 100 within"]}
				rows={minutes.map(({ minute, counts }) => [
					minuteWords(minute, viewer),
					msWords(counts?.p50Ms ?? 0),
					msWords(counts?.p95Ms ?? 0),
				])}
			/>
		</FigureBox>
	);
}
