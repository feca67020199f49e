import type { Run, Tiers } from "../run.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { edgeShare, sum } from "./shares.ts";
import { bar, table } from "./table.ts";
import { count, inUnit, oneIn } from "./words.ts";

/** What each tier kept from the next. */
export function tierSection(run: Run): Html {
	const { tiers } = run;
	return html`<section id="tiers" aria-labelledby="tiers-title">
<h2 id="tiers-title">What each tier kept from the next</h2>
${chain(run)}
${table({
	stacks: true,
	caption: "At the edge, by route",
	columns: [
		{ name: "Route" },
		{ name: "Requests", isFigure: true },
		{ name: "Answered by the edge alone", isWide: true },
		{ name: "At an instance", isFigure: true },
		{ name: "CPU each", isFigure: true },
		{ name: "Bytes each", isFigure: true },
	],
	rows: routes(tiers),
})}
<div class="pair">
${table({
	caption: "In the database, by verb",
	columns: [{ name: "Verb" }, { name: "Calls", isFigure: true }, { name: "Time each", isFigure: true }],
	rows: Object.entries(tiers.database.byVerb)
		.toSorted(([, a], [, b]) => b.calls - a.calls)
		.map(([verb, { calls, ms }]) => [html`<code>${verb}</code>`, count(calls), inUnit(ms / calls, "ms")]),
})}
${table({
	caption: "In Redis, by command",
	columns: [{ name: "Command" }, { name: "Times", isFigure: true }],
	rows: Object.entries(tiers.redis.byName)
		.toSorted(([, a], [, b]) => b - a)
		.map(([name, times]) => [html`<code>${name}</code>`, count(times)]),
})}
</div>
</section>`;
}

function chain(run: Run): Html {
	const { edge, origin, database, redis } = run.tiers;
	const asked = sum(Object.values(edge).map(({ requests }) => requests));
	const reached = sum(Object.values(origin).map(({ requests }) => requests));
	const link = (name: string, figure: number, note: string) =>
		html`<li>${icon("right")}<span class="name">${name}</span><span class="big">${count(figure)}</span><span class="note">${note}</span></li>`;
	return html`<ol class="chain">
${link("The edge", asked, `requests; ${inUnit(edgeShare(run), "share")} it answers alone`)}
${link("Instances", reached, `requests: ${oneIn(asked, reached)}`)}
${link("Redis", redis.commands, "commands")}
${link("Database", database.calls, `calls: ${oneIn(asked, database.calls)} of what people ask`)}
</ol>`;
}

function routes({ edge, origin }: Tiers): (Html | string)[][] {
	return Object.entries(edge)
		.toSorted(([, a], [, b]) => b.requests - a.requests)
		.map(([route, { requests, bytes, hits }]) => [
			html`<code>${route}</code>`,
			count(requests),
			bar(hits / requests, inUnit(hits / requests, "share")),
			inUnit(origin[route]?.requests ?? 0, "count"),
			inUnit(origin[route]?.cpuMs, "ms"),
			inUnit(bytes / requests, "count"),
		]);
}
