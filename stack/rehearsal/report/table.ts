import { type Html, html } from "./html.ts";

export type Column = { name: string; isFigure?: boolean };
type Cell = Html | string;

/** A table that scrolls by itself where it is wider than the screen. The first cell of a row names it. */
export function table(options: { caption: string; columns: Column[]; rows: Cell[][] }): Html {
	const { caption, columns, rows } = options;
	const look = (i: number) => (columns[i]?.isFigure ? "figure" : "");
	const cell = (content: Cell, i: number) =>
		i === 0 ? html`<th scope="row">${content}</th>` : html`<td class="${look(i)}">${content}</td>`;
	return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${columns.map(({ name }, i) => html`<th scope="col" class="${look(i)}">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>`;
}

/** A share as a bar, with its figure beside it. */
export function bar(share: number, words: string): Html {
	const width = `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
	return html`<span class="bar"><svg width="100%" height="10" aria-hidden="true"><rect class="all" width="100%" height="10" rx="5"/><rect class="part" width="${width}" height="10" rx="5"/></svg><span>${words}</span></span>`;
}
