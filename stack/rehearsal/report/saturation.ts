import type { Run } from "../run.ts";
import { type Html, html } from "./html.ts";
import { sum } from "./shares.ts";
import { bar, table } from "./table.ts";
import { inUnit } from "./words.ts";

/** Whose machine it was, in the end: without this no figure says anything. */
export function saturationSection(run: Run, other?: Run): Html {
	const { cpu, isSaturated, says, lateP99, lateMax, seconds, fullSeconds } = run.saturation;
	const shares = allOf(cpu).toSorted(([, a], [, b]) => b - a);
	const others = other && Object.fromEntries(allOf(other.saturation.cpu));
	return html`<section id="saturation" aria-labelledby="saturation-title">
<h2 id="saturation-title">What gave out first</h2>
<p class="lead"><strong>${isSaturated ? `There was no room left${fullSeconds > 0 ? ` for ${inUnit(fullSeconds, "seconds")} of ${inUnit(seconds, "seconds")}` : ""}.` : "The machine was not full."}</strong> ${says}</p>
${table({
	caption: "Whose processor time it was, from the bell until all was sold",
	columns: [
		{ name: "Who" },
		{ name: `Share of ${run.machine.cores} cores` },
		...(others ? [{ name: "Other run", isFigure: true }] : []),
	],
	rows: shares.map(([who, share]) => [
		who === "generator" ? "the crowd (generator)" : who,
		bar(share, inUnit(share, "share")),
		...(others ? [inUnit(others[who], "share")] : []),
	]),
})}
<p class="lead">The crowd asked ${inUnit(lateP99, "ms")} late in one case of a hundred, and ${inUnit(lateMax, "ms")} at most. That is a part of every time above.</p>
</section>`;
}

const allOf = (cpu: Record<string, number>): [who: string, share: number][] => [
	...Object.entries(cpu),
	["free", Math.max(0, 1 - sum(Object.values(cpu)))],
];
