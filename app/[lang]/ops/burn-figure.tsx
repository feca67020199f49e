import type { Burn, Ops, Span } from "@/lib/watch/schema";
import { BarRow } from "../../_ui/bar-row.tsx";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { counted } from "./words.ts";

const spans: { span: Span; label: string; limit: number }[] = [
	{ span: "5", label: "5 minutes", limit: 14.4 },
	{ span: "60", label: "1 hour", limit: 14.4 },
	{ span: "30", label: "30 minutes", limit: 6 },
	{ span: "360", label: "6 hours", limit: 6 },
];

/** How fast the share that may fail is used up. Each pair is told of where both are past their limit. */
export function BurnFigure({ burn }: { burn: Ops["burn"] }) {
	return (
		<FigureBox title="How much fails">
			<p className="-mt-2 mb-4 text-soft">
				One request in a thousand may fail. This is how many times as many did.
			</p>
			<dl className="grid gap-4">
				{spans.map(({ span, label, limit }) => (
					<BarRow
						key={span}
						label={`Last ${label}`}
						value={timesOf(burn[span])}
						most={limit}
						note={`of ${limit} · ${counted(burn[span].failed)} of ${counted(burn[span].answered)} failed`}
						tone={timesOf(burn[span]) > limit ? "alarm" : "board"}
					/>
				))}
			</dl>
		</FigureBox>
	);
}

const timesOf = ({ answered, failed }: Burn) =>
	answered > 0 ? Math.round((10_000 * failed) / answered) / 10 : 0;
