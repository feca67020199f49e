import type { Run } from "../run.ts";
import { comparison } from "./comparison.ts";
import { conditionSection } from "./conditions.ts";
import { fairnessSection } from "./fairness.ts";
import { bigFigures } from "./figures.ts";
import { framed } from "./frame.ts";
import { badge, brokenSection, headline, isBroken } from "./headline.ts";
import { type Html, html } from "./html.ts";
import { latencySection } from "./latency.ts";
import { plotSection } from "./plot-section.ts";
import { readOutData } from "./read-out-data.ts";
import { saturationSection } from "./saturation.ts";
import { tierSection } from "./tiers.ts";
import { verdictSection } from "./verdicts.ts";
import { asDate } from "./words.ts";

export function page(run: Run, other?: Run): Html {
	return framed({
		at: run.at,
		title: `${isBroken(run) ? "✕ Broken" : "✓ Kept"}: rehearsal of ${asDate(run.at)}`,
		readOuts: readOutData(run, other),
		body: html`${badge(run)}
<h1>${headline(run)}</h1>
${brokenSection(run)}
${bigFigures(run)}
${contents(other)}
${other && comparison(run, other)}
${verdictSection(run, other)}
${plotSection(run, other)}
${tierSection(run, other)}
${latencySection(run, other)}
${fairnessSection(run)}
${saturationSection(run, other)}
${conditionSection(run, other)}`,
	});
}

function contents(other?: Run): Html {
	const parts = [
		...(other ? [["comparison", "Comparison"]] : []),
		["verdicts", "Promises"],
		["seconds", "Second by second"],
		["tiers", "Tiers"],
		["latency", "Latency"],
		["fairness", "Fairness"],
		["saturation", "What gave out"],
		["conditions", "Run it again"],
	];
	return html`<nav aria-label="In this report"><ul>${parts.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`;
}
