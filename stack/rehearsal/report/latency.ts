import type { Latency, Run } from "../run.ts";
import { type Html, html } from "./html.ts";
import { percent } from "./plot.ts";
import { ratio } from "./ratio.ts";
import { logarithmic, type Scale } from "./scale.ts";
import { table } from "./table.ts";
import { inUnit } from "./words.ts";

const shown = ["p50", "p90", "p95", "p99", "p999", "max"] as const;

/** How long each route takes, slowest first, with the same strip for all. */
export function latencySection(run: Run, other?: Run): Html {
	const routes = [...Object.entries(run.latency), ...withRoom(run)].toSorted(([, a], [, b]) => b.p95 - a.p95);
	const others = other && Object.fromEntries([...Object.entries(other.latency), ...withRoom(other)]);
	const all = routes.map(([, each]) => each);
	const scale = logarithmic(Math.min(...all.map(({ p50 }) => p50)), Math.max(...all.map(({ max }) => max)));
	return html`<section id="latency" aria-labelledby="latency-title">
<h2 id="latency-title">How long it takes</h2>
<p class="lead">From when a person was first due to ask until the answer was there, however often they were sent away meanwhile; what was never answered is counted as failed. The strip goes from ${inUnit(scale.ticks[0], "ms")} to ${inUnit(scale.ticks.at(-1), "ms")}, ten times more at each mark: thick from p50 to p95, thin to p99, and a ring for the slowest. Where the machine had room, at most nine tenths of it were busy, the crowd itself was on time, and nothing was broken.</p>
${table({
	stacks: true,
	caption: "Latency by route",
	columns: [
		{ name: "Route" },
		{ name: "Spread", isWide: true },
		{ name: "Answers", isFigure: true },
		...shown.map((name) => ({ name: name === "p999" ? "p99.9" : name, isFigure: true })),
		...(other
			? [
					{ name: "Other’s p95", isFigure: true },
					{ name: "Ratio", isFigure: true },
				]
			: []),
	],
	rows: routes.map(([route, each]) => [
		html`<code>${route}</code>`,
		strip(each, scale),
		inUnit(each.count, "count"),
		...shown.map((name) => inUnit(each[name], "ms")),
		...(others ? beside(each, others[route]) : []),
	]),
})}
</section>`;
}

const withRoom = (run: Run): [string, Latency][] =>
	Object.entries(run.latencyWithRoom).map(([kind, each]) => [`${kind}, where there was room`, each]);

function beside(mine: Latency, others?: Latency): string[] {
	const { text, is } = ratio(mine.p95, others?.p95 ?? null, "less");
	return [inUnit(others?.p95, "ms"), is ? `${text} ${is}` : text];
}

function strip(each: Latency, scale: Scale): Html {
	const x = (ms: number) => percent(scale.at(ms));
	const marks = scale.ticks
		.slice(1, -1)
		.map((ms) => html`<line class="grid" x1="${x(ms)}" x2="${x(ms)}" y1="1" y2="17"/>`);
	return html`<svg class="strip" width="150" height="18" aria-hidden="true">${marks}<line class="thin" x1="${x(each.p50)}" x2="${x(each.p99)}" y1="9" y2="9"/><line class="thick" x1="${x(each.p50)}" x2="${x(each.p95)}" y1="9" y2="9"/><circle class="slowest" cx="${x(each.max)}" cy="9" r="3"/></svg>`;
}
