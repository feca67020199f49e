import { bands, bellMark, type Felt } from "./bands.ts";
import { type Html, html } from "./html.ts";
import { type Axis, along, height, most, type Plot, type PlotLine, peaks, percent } from "./plot.ts";
import { linear, logarithmic, type Scale, timeTicks } from "./scale.ts";
import { inUnit } from "./words.ts";

const { head, body, foot } = height;
/** More points than this nobody can tell apart: then each stands for the most of a few seconds. */
const points = 700;

/**
 * One plot, with the other run's lines muted beneath. It is as wide as its place: what is text keeps its size, and only
 * the curves, in a picture of their own, are stretched.
 */
export function drawPlot(options: { plot: Plot; other?: Plot; axis: Axis; faults: Felt[] }): Html {
	const { plot, other, axis, faults } = options;
	const scale = scaleFor(plot, other);
	return html`<svg class="plot" role="img" height="${head + body + foot}" aria-label="${plot.title}, ${plot.of}. ${plot.says}">
${bands(faults, axis)}
${scale.ticks.map((value) => gridline(value, scale, plot))}
${timeTicks(axis.from, axis.until).map((second) => timeTick(second, axis))}
${bellMark(axis)}
<svg y="${head}" width="100%" height="${body}" viewBox="0 0 1000 1000" preserveAspectRatio="none" class="curves">
${other?.lines.map((line) => curve(other, line, axis, scale, "other"))}
${plot.lines.toReversed().map((line) => curve(plot, line, axis, scale, line.look))}
</svg>
<line class="cross" y1="${head}" y2="${head + body}" visibility="hidden"/>
</svg>`;
}

function scaleFor(plot: Plot, other?: Plot): Scale {
	const values = [plot, other].flatMap((each) => each?.lines.flatMap((line) => line.values) ?? []);
	if (plot.scale === "share") return { at: (value) => value, ticks: [0, 0.25, 0.5, 0.75, 1] };
	if (plot.scale === "linear") return linear(most(values));
	const seen = values.filter((value) => value !== null && value > 0) as number[];
	return logarithmic(
		seen.reduce((a, b) => Math.min(a, b), 1000),
		most(values),
	);
}

function gridline(value: number, scale: Scale, { unit }: Plot): Html {
	const y = head + body - scale.at(value) * body;
	const label = inUnit(value, unit === "perSecond" ? "count" : unit);
	return html`<line class="${scale.at(value) === 0 ? "ground" : "grid"}" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="value" x="-8" y="${y + 4}">${label}</text>`;
}

function timeTick(second: number, axis: Axis): Html {
	const x = percent(along(axis, second));
	const [next = 1] = timeTicks(axis.from, axis.until).filter((each) => each > 0);
	// On a narrow screen every other one stays, so that none touches its neighbour.
	const name = second === 0 ? "second at-bell" : (second / next) % 2 === 0 ? "second" : "second spare";
	const label = second === 0 ? "bell" : `${second < 0 ? "−" : ""}${Math.abs(second)} s`;
	return html`<g class="${name}"><line class="tick" x1="${x}" x2="${x}" y1="${head + body}" y2="${head + body + 5}"/><text x="${x}" y="${head + body + 19}" text-anchor="middle">${label}</text></g>`;
}

function curve(plot: Plot, line: PlotLine, axis: Axis, scale: Scale, look: string): Html {
	const every = Math.ceil(line.values.length / points);
	const pieces: string[][] = [[]];
	for (const [i, value] of peaks(line.values, every).entries()) {
		if (value === null) pieces.push([]);
		else {
			const x = along(axis, plot.from + i * every) * 1000;
			pieces.at(-1)?.push(`${tenth(x)} ${tenth(1000 - scale.at(value) * 1000)}`);
		}
	}
	const drawn = pieces.filter(({ length }) => length > 0);
	// One second alone has no length: `h0` with a round cap makes it a dot.
	const stroke = drawn.map((each) => `M${each.join("L")}${each.length === 1 ? "h0" : ""}`).join("");
	const fill = drawn.map((each) => `M${each.join("L")}V1000H${each[0]?.split(" ")[0]}Z`).join("");
	const isFilled = line.isFilled && look !== "other";
	return html`${isFilled && html`<path class="fill ${look}" d="${fill}"/>`}<path class="curve ${look}" d="${stroke}"/>`;
}

const tenth = (value: number) => Math.round(value * 10) / 10;
