import type { Run } from "../run.ts";
import { type Felt, felt } from "./bands.ts";
import { drawPlot } from "./draw-plot.ts";
import { type Html, html } from "./html.ts";
import { machinePlots } from "./machine-plots.ts";
import { peoplePlots } from "./people-plots.ts";
import { type Axis, axisOf, most, type Plot, type PlotLine } from "./plot.ts";
import { plotTable } from "./plot-table.ts";
import { inUnit } from "./words.ts";

/** All that is drawn over time, one beneath the other, by the same seconds. */
export function plotSection(run: Run, other?: Run): Html {
	const axis = axisOf(run, ...(other ? [other] : []));
	const others = other ? plots(other) : [];
	const faults = felt(run.faults);
	return html`<section id="seconds" aria-labelledby="seconds-title">
<h2 id="seconds-title">Second by second</h2>
<p class="lead">All share one axis: seconds from the bell.${other && " Thin and grey is the other run."}</p>
${
	faults.length > 0 &&
	html`<ol class="fault-key">${faults.map(({ name, from, until }) => html`<li>${name} <span class="soft">${from} to ${until} s</span></li>`)}</ol>`
}
${plots(run).map((plot, i) => figure({ plot, other: others[i], axis, faults }))}
</section>`;
}

export function plots(run: Run): Plot[] {
	return [...peoplePlots(run), ...machinePlots(run)].map((plot) => ({ ...plot, from: run.series.from }));
}

function figure(drawn: { plot: Plot; other?: Plot; axis: Axis; faults: Felt[] }): Html {
	const { plot } = drawn;
	return html`<figure class="plotted" id="${plot.id}" data-plot>
<figcaption><h3>${plot.title}</h3><p class="of">${plot.of}</p><p class="says">${plot.says}</p>
<ul class="legend">${plot.lines.map((line) => key(plot, line))}${drawn.other && html`<li>${sample("other")}other run</li>`}</ul></figcaption>
<div class="canvas">${drawPlot(drawn)}</div>
${plotTable(plot, drawn.other)}
</figure>`;
}

/** The read-out takes the place of the most while somebody points at a second. */
function key(plot: Plot, line: PlotLine): Html {
	const top = `most ${inUnit(most(line.values), plot.unit)}`;
	return html`<li>${sample(line.look)}${line.name} <span class="read-out" data-rest="${top}">${top}</span></li>`;
}

const sample = (look: string) =>
	html`<svg width="26" height="10" aria-hidden="true"><line class="curve ${look}" x1="2" x2="24" y1="5" y2="5"/></svg>`;
