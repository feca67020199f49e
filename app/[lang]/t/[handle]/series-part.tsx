"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import type { Series } from "./use-series.ts";

// Few book several weeks, and only they load it.
const SeriesDates = dynamic(() => import("./series-dates.tsx").then((file) => file.SeriesDates), {
	ssr: false,
	loading: Loading,
});

function Loading() {
	const words = useTranslations("board");
	return (
		<p role="status" className="animate-breathe py-4 text-soft">
			{words("series.looking")}
		</p>
	);
}

type Props = { series: Series; viewer: Viewer; home: string; fixed: boolean; error: string | undefined };

/** Whether it is to be this time every week. */
export function SeriesPart({ series, viewer, home, fixed, error }: Props) {
	const words = useTranslations("board");
	return (
		<div className="rounded-xl border border-line px-4 py-1.5">
			<label className="flex min-h-11 cursor-pointer items-center gap-3 font-medium">
				<input
					type="checkbox"
					checked={series.on}
					onChange={(event) => fixed || series.turn(event.target.checked)}
					className="size-5 shrink-0 accent-board"
				/>
				{words("series.weekly")}
			</label>
			{series.on && <SeriesDates {...{ series, viewer, home, fixed, error }} loading={Loading} />}
		</div>
	);
}
