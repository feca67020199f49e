"use client";

import dynamic from "next/dynamic";
import type { Viewer } from "../../_ui/use-viewer.ts";
import type { Series } from "./use-series.ts";

const loading = () => (
	<p role="status" className="animate-breathe py-4 text-soft">
		Looking at the weeks to come …
	</p>
);
// Few book several weeks, and only they load it.
const SeriesDates = dynamic(() => import("./series-dates.tsx").then((file) => file.SeriesDates), {
	ssr: false,
	loading,
});

type Props = { series: Series; viewer: Viewer; home: string; fixed: boolean; error: string | undefined };

/** Whether it is to be this time every week. */
export function SeriesPart({ series, viewer, home, fixed, error }: Props) {
	return (
		<div className="rounded-xl border border-line px-4 py-1.5">
			<label className="flex min-h-11 cursor-pointer items-center gap-3 font-medium">
				<input
					type="checkbox"
					checked={series.on}
					onChange={(event) => fixed || series.turn(event.target.checked)}
					className="size-5 shrink-0 accent-board"
				/>
				Every week at this time
			</label>
			{series.on && <SeriesDates {...{ series, viewer, home, fixed, error, loading }} />}
		</div>
	);
}
