import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Run } from "../run.ts";
import { comparison } from "./comparison.ts";
import { conditionSection } from "./conditions.ts";
import { fairnessSection } from "./fairness.ts";
import { bigFigures } from "./figures.ts";
import { brokenSection, headline, isBroken } from "./headline.ts";
import { asIs, type Html, html } from "./html.ts";
import { bell, icon } from "./icons.ts";
import { latencySection } from "./latency.ts";
import { plotSection } from "./plot-section.ts";
import { readOutData } from "./read-out-data.ts";
import { saturationSection } from "./saturation.ts";
import { tierSection } from "./tiers.ts";
import { verdictSection } from "./verdicts.ts";
import { asDate } from "./words.ts";

const sheets = ["palette", "report", "frame", "verdict", "table", "stacks", "plot", "parts", "print"];

export function page(run: Run, other?: Run): Html {
	const style = sheets.map((name) => own(`${name}.css`)).join("\n") + font();
	const script = own("read-out.js");
	const broken = isBroken(run);
	return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${broken ? "✕ Broken" : "✓ Kept"}: rehearsal of ${asDate(run.at)}</title>
<link rel="icon" href="data:image/svg+xml;base64,${base64("../../../app/icon.svg")}">
<style>${asIs(style)}</style>
</head>
<body>
<header>
<p class="brand">${bell(28)}Firstbell</p>
<p class="soft">Rehearsal of ${asDate(run.at)}</p>
</header>
<main>
<p class="badge ${broken ? "not" : "kept"}">${icon(broken ? "cross" : "check")} ${broken ? "A promise was broken" : "Every promise was kept"}</p>
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
${conditionSection(run, other)}
</main>
<footer><p>Made by <code>npm run rehearse</code> on one machine. Times are from when somebody was due, so what the machine is late with counts.</p></footer>
<script type="application/json" id="read-outs">${readOutData(run, other)}</script>
<script>${asIs(script)}</script>
</body>
</html>
`;
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

/** The product's own type, so that the report looks the same where nobody has it. */
const font = () =>
	`@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${base64("../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2")})}`;

const own = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const base64 = (name: string) => readFileSync(new URL(name, import.meta.url), "base64");
const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
