import type { Run } from "../run.ts";
import { fullShare } from "../stretches.ts";
import { most, type Plot } from "./plot.ts";
import { edgeShare } from "./shares.ts";
import { count, fromBell, inUnit, many } from "./words.ts";

/** What machines do meanwhile. */
export function machinePlots(run: Run): Omit<Plot, "from">[] {
	const { series } = run;
	const peak = (values: (number | null)[]) => fromBell(series.from + values.indexOf(most(values)));
	const shares = series.edge.map((asked, i) =>
		asked > 0 ? Math.max(0, 1 - (series.origin[i] ?? 0) / asked) : null,
	);
	const failed = series.failed.reduce((a, b) => a + b, 0);
	return [
		{
			id: "edge",
			title: "At the edge",
			unit: "perSecond",
			of: "requests a second",
			scale: "linear",
			says: `People ask the edge at most ${count(most(series.edge))} times in a second, ${peak(series.edge)}.`,
			lines: [{ name: "asked", values: series.edge, look: "main", isFilled: true }],
		},
		{
			id: "origin",
			title: "At the instances",
			unit: "perSecond",
			of: "requests a second",
			scale: "linear",
			says: `At most ${count(most(series.origin))} requests a second reach an instance, ${peak(series.origin)}.`,
			lines: [{ name: "asked", values: series.origin, look: "main", isFilled: true }],
		},
		{
			id: "hits",
			title: "Answered by the edge alone",
			unit: "share",
			of: "share of requests",
			scale: "share",
			says: `Over the whole of it ${inUnit(edgeShare(run), "share")} never reached an instance.`,
			lines: [{ name: "share", values: shares, look: "main" }],
		},
		{
			id: "failed",
			title: "Failed",
			unit: "perSecond",
			of: "requests a second",
			scale: "linear",
			says:
				failed === 0
					? "None fails."
					: `${many(failed, "request fails", "requests fail")}, most of them ${peak(series.failed)}.`,
			lines: [{ name: "failed", values: series.failed, look: "alarm", isFilled: true }],
		},
		{
			id: "api",
			title: "How long the API takes",
			unit: "ms",
			of: "from due to answered, each line ten times the one below",
			scale: "log",
			says: `At worst, one in twenty waits ${inUnit(most(series.apiP95), "ms")} or longer, ${peak(series.apiP95)}.`,
			lines: [
				{ name: "p99", values: series.apiP99, look: "third" },
				{ name: "p95", values: series.apiP95, look: "main" },
				{ name: "p50", values: series.apiP50, look: "second" },
			],
		},
		{
			id: "page",
			title: "How long a page takes",
			unit: "ms",
			of: "from due to answered, each line ten times the one below",
			scale: "log",
			says: `At worst, one in twenty waits ${inUnit(most(series.pageP95), "ms")} or longer. The crowd itself was late by at most ${inUnit(most(series.lateP99), "ms")} (p99), which is part of it.`,
			lines: [
				{ name: "p95", values: series.pageP95, look: "main" },
				{ name: "the crowd late, p99", values: series.lateP99, look: "second" },
			],
		},
		{
			id: "busy",
			title: "How full the machine is",
			unit: "share",
			of: "of all cores, whoever uses them",
			scale: "linear",
			says: `${many(series.busy.filter((share) => (share ?? 0) > fullShare).length, "second has", "seconds have")} more than nine tenths of it busy.`,
			lines: [{ name: "busy", values: series.busy, look: "main", isFilled: true }],
		},
		{
			id: "connections",
			title: "Database connections",
			unit: "count",
			of: "open at the primary",
			scale: "linear",
			says: `At most ${count(most(series.connections))} are open, ${peak(series.connections)}.`,
			lines: [{ name: "open", values: series.connections, look: "main", isFilled: true }],
		},
		{
			id: "queue",
			title: "Queue for a connection",
			unit: "count",
			of: "requests at the pooler",
			scale: "linear",
			says:
				most(series.queue) === 0
					? "Nothing ever waits for a connection."
					: `At most ${many(most(series.queue), "request waits", "requests wait")}, ${peak(series.queue)}.`,
			lines: [{ name: "wait", values: series.queue, look: "second", isFilled: true }],
		},
	];
}
