import { type Html, html } from "./html.ts";
import { type Plot, peaks } from "./plot.ts";
import { stepOf } from "./scale.ts";
import { inUnit } from "./words.ts";

const rows = 30;

/** The same figures, to be read or heard. */
export function plotTable(plot: Plot, other?: Plot): Html {
	const length = Math.max(0, ...plot.lines.map(({ values }) => values.length));
	const every = stepOf(length, rows);
	const columns = [
		...plot.lines.map(({ name, values }) => ({ name, peaks: peaks(values, every) })),
		...(other?.lines ?? []).map(({ name, values }) => {
			// The other run may have begun earlier or later; its seconds are those of this one.
			const shift = plot.from - (other?.from ?? 0);
			const moved = shift >= 0 ? values.slice(shift) : [...Array(-shift).fill(null), ...values];
			return { name: `${name}, other run`, peaks: peaks(moved, every) };
		}),
	];
	const seconds = Array.from({ length: Math.ceil(length / every) }, (_, i) => plot.from + i * every);
	return html`<details><summary>Figures<span class="hidden"> of ${plot.title}</span></summary><div class="scroll" role="region" aria-label="${plot.title}, figures" tabindex="0"><table><caption>${plot.title}, ${plot.of}: the most in each ${every} s</caption>
<thead><tr><th scope="col">from</th>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${seconds.map(
		(second, i) =>
			html`<tr><th scope="row">${inUnit(second, "seconds")}</th>${columns.map(({ peaks }) => html`<td>${inUnit(peaks[i], plot.unit)}</td>`)}</tr>`,
	)}</tbody></table></div></details>`;
}
