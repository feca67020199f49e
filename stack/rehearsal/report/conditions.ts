import type { Run } from "../run.ts";
import { type Html, html } from "./html.ts";
import { count } from "./words.ts";

/** On what it ran and how it was asked for, so that it can be run again. */
export function conditionSection(run: Run, other?: Run): Html {
	return html`<section id="conditions" aria-labelledby="conditions-title">
<h2 id="conditions-title">On what, and how to run it again</h2>
${conditions(run)}
${other && html`<h3>The other run</h3>${conditions(other)}`}
</section>`;
}

function conditions({ machine, options }: Run): Html {
	const rows: [string, string][] = [
		["Processor", `${machine.cpu}, ${machine.cores} cores`],
		["Memory", `${count(machine.memoryGb)} GB`],
		["Node", machine.node],
		["Load before it began", `${machine.loadBefore} of ${machine.cores}`],
		...Object.entries(options).map(([name, value]): [string, string] => [
			name.charAt(0).toUpperCase() + name.slice(1),
			Array.isArray(value)
				? value.join(", ") || "none"
				: typeof value === "string" || name === "seed"
					? String(value)
					: count(value),
		]),
	];
	return html`<dl class="conditions">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<pre tabindex="0" aria-label="The command"><code>${command(options)}</code></pre>`;
}

const command = (options: Run["options"]) =>
	`npm run rehearse -- ${Object.entries(options)
		// How many teachers there are, and times, is for the roster to say.
		.filter(([name]) => !options.roster || (name !== "teachers" && name !== "slots"))
		.map(([name, value]) => `--${name} ${Array.isArray(value) ? value.join(",") || "none" : value}`)
		.join(" ")}`;
