import { type Html, html } from "./html.ts";

export type Column = { name: string; isFigure?: boolean; isWide?: boolean };
type Cell = Html | string;

/**
 * A table that scrolls by itself where it is wider than the screen; where it `stacks`, a row becomes a small card on a
 * phone instead. The first cell of a row names it. Roles are stated, since a table laid out otherwise may lose its own.
 */
export function table(options: {
	caption: string;
	columns: Column[];
	rows: Cell[][];
	stacks?: boolean;
}): Html {
	const { caption, columns, rows, stacks } = options;
	const look = (i: number) => (columns[i]?.isFigure ? "figure" : columns[i]?.isWide ? "wide" : "");
	const cell = (content: Cell, i: number) =>
		i === 0
			? html`<th scope="row" role="rowheader">${content}</th>`
			: html`<td role="cell" class="${look(i)}" data-name="${columns[i]?.name ?? ""}">${content}</td>`;
	return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table role="table" class="${stacks && "stacks"}"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ name }, i) => html`<th scope="col" role="columnheader" class="${look(i)}">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map(cell)}</tr>`)}</tbody></table></div>`;
}

/** A share as a bar, with its figure beside it. */
export function bar(share: number, words: string): Html {
	const width = `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
	return html`<span class="bar"><svg width="100%" height="10" aria-hidden="true"><rect class="all" width="100%" height="10" rx="5"/><rect class="part" width="${width}" height="10" rx="5"/></svg><span>${words}</span></span>`;
}
