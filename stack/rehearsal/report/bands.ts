import type { Fault } from "../run.ts";
import { type Html, html } from "./html.ts";
import { type Axis, along, height, percent } from "./plot.ts";

/** How wide a plot is on a wide screen, and one letter of a fault's name, in pixels. */
const wide = 850;
const letter = 6;

/** While something was broken: shaded, between two lines, with the fault's number, and its name where there is room. */
export function bands(faults: Fault[], axis: Axis): Html[] {
	return faults.map((fault, i) => {
		const [from, until] = [along(axis, fault.from), along(axis, fault.until)];
		const next = faults.slice(i + 1).map((each) => along(axis, each.from));
		const room = (Math.min(1, ...next) - from) * wide - 20;
		const name = fault.name.length * letter < room && html`<tspan class="name"> ${fault.name}</tspan>`;
		const side = (x: number) =>
			html`<line class="side" x1="${percent(x)}" x2="${percent(x)}" y1="4" y2="${height.head + height.body}"/>`;
		return html`<rect class="band" x="${percent(from)}" y="4" width="${percent(until - from)}" height="${height.head + height.body - 4}"/>${side(from)}${side(until)}<text class="fault" x="${percent(from)}" dx="4" y="16"><tspan class="number">${i + 1}</tspan>${name}</text>`;
	});
}

export function bellMark(axis: Axis): Html {
	const x = percent(along(axis, 0));
	return html`<line class="bell-line" x1="${x}" x2="${x}" y1="${height.head}" y2="${height.head + height.body}"/><svg x="${x}" y="2" width="1" height="1" overflow="visible">${bell(18, -9)}</svg>`;
}

/** The school bell. */
export function bell(size: number, x = 0): Html {
	return html`<svg class="bell" x="${x}" width="${size}" height="${size}" viewBox="0 0 32 32" aria-hidden="true"><path d="M16 3.4A1.9 1.9 0 0 1 17.9 5.3v.7c4.1.9 6.6 4.3 6.6 8.6 0 3.3.8 4.8 1.9 6.2.6.8.1 2-1 2H6.6c-1.1 0-1.6-1.2-1-2 1.1-1.4 1.9-2.9 1.9-6.2 0-4.3 2.5-7.7 6.6-8.6v-.7A1.9 1.9 0 0 1 16 3.4Z"/><circle cx="16" cy="26.3" r="2.3"/></svg>`;
}
