import type { Run, Tiers } from "../run.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { edgeShare, sum } from "./shares.ts";
import { bar, table } from "./table.ts";
import { count, inUnit, oneIn } from "./words.ts";

/** What each tier kept from the next; of another run, how many there were of each. */
export function tierSection(run: Run, other?: Run): Html {
	const { tiers } = run;
	const others = (name: string) => (other ? [{ name, isFigure: true }] : []);
	return html`<section id="tiers" aria-labelledby="tiers-title">
<h2 id="tiers-title">What each tier kept from the next</h2>
${chain(run)}
${table({
	stacks: true,
	caption: "At the edge, by route",
	columns: [
		{ name: "Route" },
		{ name: "Requests", isFigure: true },
		...others("Other’s requests"),
		{ name: "Answered by the edge alone", isWide: true },
		{ name: "At an instance", isFigure: true },
		{ name: "CPU each", isFigure: true },
		{ name: "Bytes each", isFigure: true },
	],
	rows: routes(tiers, other?.tiers),
})}
<div class="pair">
${table({
	caption: "In the database, by verb",
	columns: [
		{ name: "Verb" },
		{ name: "Calls", isFigure: true },
		...others("Other’s calls"),
		{ name: "Time each", isFigure: true },
	],
	rows: names(tiers.database.byVerb, other?.tiers.database.byVerb, ({ calls }) => calls).map((verb) => {
		const mine = tiers.database.byVerb[verb];
		return [
			html`<code>${verb}</code>`,
			inUnit(mine?.calls, "count"),
			...(other ? [inUnit(other.tiers.database.byVerb[verb]?.calls, "count")] : []),
			inUnit(mine && mine.ms / mine.calls, "ms"),
		];
	}),
})}
${table({
	caption: "In Redis, by command",
	columns: [{ name: "Command" }, { name: "Times", isFigure: true }, ...others("Other’s times")],
	rows: names(tiers.redis.byName, other?.tiers.redis.byName, (times) => times).map((name) => [
		html`<code>${name}</code>`,
		inUnit(tiers.redis.byName[name], "count"),
		...(other ? [inUnit(other.tiers.redis.byName[name], "count")] : []),
	]),
})}
</div>
</section>`;
}

/** Of this run, the most first, and then what only the other had. */
function names<Each>(
	mine: Record<string, Each>,
	others: Record<string, Each> = {},
	size: (each: Each) => number,
) {
	const sorted = Object.entries(mine).toSorted(([, a], [, b]) => size(b) - size(a));
	return [...new Set([...sorted.map(([name]) => name), ...Object.keys(others)])];
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

function routes({ edge, origin }: Tiers, other?: Tiers): (Html | string)[][] {
	return names(edge, other?.edge, ({ requests }) => requests).map((route) => {
		const { requests = 0, bytes = 0, hits = 0 } = edge[route] ?? {};
		return [
			html`<code>${route}</code>`,
			inUnit(edge[route]?.requests, "count"),
			...(other ? [inUnit(other.edge[route]?.requests, "count")] : []),
			bar(hits / requests || 0, inUnit(hits / requests, "share")),
			inUnit(origin[route]?.requests ?? 0, "count"),
			inUnit(origin[route]?.cpuMs, "ms"),
			inUnit(bytes / requests, "count"),
		];
	});
}
