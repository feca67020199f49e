import type { Fault } from "../run.ts";
import { type Html, html } from "./html.ts";
import { bell } from "./icons.ts";
import { type Axis, along, height, percent } from "./plot.ts";

const bottom = height.head + height.body;

/** One that came to pass. */
export type Felt = Fault & { from: number; until: number };

export const felt = (faults: Fault[]): Felt[] =>
	faults.filter((fault): fault is Felt => fault.from !== null && fault.until !== null);

/** While something was broken: shaded, between two lines, with the number that the key above the plots names. */
export function bands(faults: Felt[], axis: Axis): Html[] {
	return faults.map(({ name, from, until }, i) => {
		const [left, right] = [along(axis, from), along(axis, until)];
		const side = (x: number) =>
			html`<line class="side" x1="${percent(x)}" x2="${percent(x)}" y1="4" y2="${bottom}"/>`;
		return html`<rect class="band" x="${percent(left)}" y="4" width="${percent(right - left)}" height="${bottom - 4}"><title>${name}</title></rect>${side(left)}${side(right)}<text class="fault" x="${percent((left + right) / 2)}" y="16">${i + 1}</text>`;
	});
}

export function bellMark(axis: Axis): Html {
	const x = percent(along(axis, 0));
	return html`<line class="bell-line" x1="${x}" x2="${x}" y1="${height.head}" y2="${bottom}"/><svg x="${x}" y="2" width="1" height="1" overflow="visible">${bell(18, -9)}</svg>`;
}
