import type { Ops } from "@/lib/watch/schema";
import { Columns } from "../../_ui/columns.tsx";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { FigureTable } from "../../_ui/figure-table.tsx";
import { KeyList } from "../../_ui/key-list.tsx";
import type { Viewer } from "../../_ui/use-viewer.ts";
import { counted, minuteWords, shareWords, topOf } from "./words.ts";

const parts = [
	{ key: "ok", label: "Answered", look: "fill-board" },
	{ key: "refused", label: "Refused", look: "fill-board/25" },
	{ key: "failed", label: "Failed", look: "fill-alarm" },
] as const;

/** How many requests there were, and how they went. */
export function TrafficFigure({ minutes, viewer }: { minutes: Ops["minutes"]; viewer: Viewer }) {
	const sum = (key: (typeof parts)[number]["key"]) =>
		minutes.reduce((all, { counts }) => all + (counts?.[key] ?? 0), 0);
	const [ok, refused, failed] = [sum("ok"), sum("refused"), sum("failed")];
	const all = ok + refused + failed;
	const news = `${counted(all)} requests, of which ${counted(refused)} were refused on purpose and ${counted(failed)} failed`;
	return (
		<FigureBox title="What was asked for">
			<p className="-mt-2 mb-4 text-soft">
				<b className="font-[680] text-ink">{shareWords(all - failed, all)}</b> did not fail: {news}.
			</p>
			<Columns
				most={topOf(
					minutes.map(({ counts }) => (counts ? counts.ok + counts.refused + counts.failed : 0)),
					4,
				)}
				scale={counted}
				every={15}
				sentence={`Requests a minute for ${minutes.length} minutes: ${news}.`}
				columns={minutes.map(({ minute, counts }) => ({
					key: minute,
					label: minuteWords(minute, viewer),
					marked: counts === null,
					parts: parts.map(({ key, look }) => ({ value: counts?.[key] ?? 0, look })),
				}))}
			/>
			<KeyList keys={[...parts, { label: "Not known", look: "fill-bell" }]} />
			<FigureTable
				caption="Requests, by minute"
				head={["Minute", ...parts.map(({ label }) => label)]}
				rows={minutes.map(({ minute, counts }) => [
					minuteWords(minute, viewer),
					...parts.map(({ key }) => counts?.[key] ?? "–"),
				])}
			/>
		</FigureBox>
	);
}
