"use client";

import type { Ops } from "@/lib/watch/schema";
import { useViewer } from "../../_ui/use-viewer.ts";
import { AlertList } from "./alert-list.tsx";
import { BurnFigure } from "./burn-figure.tsx";
import { CopyFigure } from "./copy-figure.tsx";
import { LawFigure } from "./law-figure.tsx";
import { NothingWatched } from "./nothing-watched.tsx";
import { OpsHead } from "./ops-head.tsx";
import { RouteFigure } from "./route-figure.tsx";
import { SpeedFigure } from "./speed-figure.tsx";
import { TrafficFigure } from "./traffic-figure.tsx";
import { useOps } from "./use-ops.ts";
import { WaitFigure } from "./wait-figure.tsx";

/** How the installation fares: what is wrong first, then the last hour. */
export function OpsView({ first }: { first: Ops }) {
	const { ops, lost, again } = useOps(first);
	const [viewer] = useViewer("UTC");
	const isWatched = ops.minute !== null || ops.minutes.length > 0;
	return (
		<>
			<OpsHead ops={ops} viewer={viewer} lost={lost} again={again} />
			{isWatched ? (
				<div className="grid gap-4 lg:grid-cols-2">
					<AlertList ops={ops} viewer={viewer} />
					<TrafficFigure minutes={ops.minutes} viewer={viewer} />
					<SpeedFigure minutes={ops.minutes} viewer={viewer} />
					<BurnFigure burn={ops.burn} />
					<LawFigure broken={ops.broken} gauges={ops.gauges} />
					<WaitFigure ops={ops} />
					<CopyFigure copies={ops.copies} lost={ops.lost} database={ops.database} />
					<RouteFigure routes={ops.routes} />
				</div>
			) : (
				<NothingWatched />
			)}
		</>
	);
}
