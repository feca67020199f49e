import { type Html, html } from "./html.ts";
import { percent } from "./plot.ts";
import { linear, niceStep } from "./scale.ts";
import { table } from "./table.ts";
import { count } from "./words.ts";

type Dot = [across: number, admitted: number];
type Scatter = { id: string; title: string; says: string; across: string; dots: Dot[]; rings: Dot[] };

const top = 8;
const body = 240;

/** Each person a dot, by when they were let in; rings are those who came after their bell. */
export function scatter(options: Scatter): Html {
	const { id, title, says, across, dots, rings } = options;
	const all = [...dots, ...rings];
	const xs = all.map(([x]) => x);
	const [least, greatest] = [Math.min(0, ...xs), Math.max(0, ...xs) || 1];
	const step = niceStep((greatest - least) / 5);
	const first = Math.ceil(least / step);
	const ticks = Array.from({ length: Math.floor(greatest / step) - first + 1 }, (_, i) => (first + i) * step);
	const y = linear(Math.max(1, ...all.map(([, admitted]) => admitted)));
	const at = (x: number) => (x - least) / (greatest - least);
	const path = (some: Dot[]) =>
		some.map(([x, admitted]) => `M${tenth(at(x) * 1000)} ${tenth(1000 - y.at(admitted) * 1000)}h0`).join("");
	return html`<figure class="scattered" id="${id}"><figcaption><h3>${title}</h3><p class="says">${says}</p><p class="of">let in, seconds from the bell</p></figcaption>
<div class="canvas"><svg class="plot" role="img" height="${top + body + 42}" aria-label="${title}: each person a dot, ${across} against when they were let in. ${says}">
${y.ticks.map((value) => {
	const line = top + body - y.at(value) * body;
	return html`<line class="${value === 0 ? "ground" : "grid"}" x1="0" x2="100%" y1="${line}" y2="${line}"/><text class="value" x="-8" y="${line + 4}">${count(value)} s</text>`;
})}
${ticks.map((value) => html`<text class="second" x="${percent(at(value))}" y="${top + body + 19}" text-anchor="middle">${count(value)}</text>`)}
<text class="second" x="100%" y="${top + body + 38}" text-anchor="end">${across}</text>
<svg y="${top}" width="100%" height="${body}" viewBox="0 0 1000 1000" preserveAspectRatio="none" class="curves"><path class="dot" d="${path(dots)}"/><path class="dot late" d="${path(rings)}"/><path class="dot late-hole" d="${path(rings)}"/></svg>
</svg></div>
${rings.length > 0 && html`<p class="legend"><span class="sample drawn" aria-hidden="true"></span>drawn <span class="sample late" aria-hidden="true"></span>came after their bell</p>`}
${quarters(options)}</figure>`;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** The same in ten lines: when each tenth of people was let in. */
function quarters({ title, across, dots, rings }: Scatter): Html {
	const sorted = [...dots, ...rings].toSorted(([a], [b]) => a - b);
	const size = Math.ceil(sorted.length / 10);
	const tenths = Array.from({ length: Math.ceil(sorted.length / size) }, (_, i) =>
		sorted.slice(i * size, (i + 1) * size),
	);
	return html`<details><summary>Figures<span class="hidden"> of ${title}</span></summary>${table({
		caption: `${title}: each tenth of people, and when it was let in`,
		columns: [
			{ name: across },
			{ name: "first, s", isFigure: true },
			{ name: "middle, s", isFigure: true },
			{ name: "last, s", isFigure: true },
		],
		rows: tenths.map((some) => {
			const times = some.map(([, admitted]) => admitted).toSorted((a, b) => a - b);
			const shown = [times[0], times[Math.floor(times.length / 2)], times.at(-1)];
			return [
				`${count(Math.round(some[0]?.[0] ?? 0))} to ${count(Math.round(some.at(-1)?.[0] ?? 0))}`,
				...shown.map((second) => count(Math.round(second ?? 0))),
			];
		}),
	})}</details>`;
}
