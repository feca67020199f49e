import type { Run } from "../run.ts";
import { scalingOf } from "../scaling.ts";
import { framed } from "./frame.ts";
import { badge, brokenSection, headline } from "./headline.ts";
import { type Html, html } from "./html.ts";
import { scalingColumns, scalingRow } from "./scaling-table.ts";
import { table } from "./table.ts";
import { many, said } from "./words.ts";

/** The same opening with different numbers of instances, in one table. */
export function scalingPage(runs: [Run, ...Run[]]): Html {
	const { sizes, says } = scalingOf(runs);
	const counts = said(sizes.map(({ instances }) => String(instances)));
	return framed({
		at: runs[0].at,
		title: `Rehearsals with ${counts} instances`,
		body: html`${badge(...runs)}
<h1>The same opening with ${counts} instances</h1>
<p class="lead">${says}</p>
${table({
	stacks: true,
	caption: "The same people in the same minutes, and so many instances",
	columns: scalingColumns.map((name, i) => ({ name, isFigure: i > 0 })),
	rows: sizes.map(scalingRow),
})}
${runs.map(
	(run) => html`<section><h2>${many(run.options.instances, "instance")}</h2>
<p class="lead">${headline(run)}</p><p class="lead">${run.saturation.says}</p>${brokenSection(run)}</section>`,
)}`,
	});
}
