import type { Run } from "../run.ts";
import { type Figure, figures } from "./figures.ts";
import { headline } from "./headline.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { ratio } from "./ratio.ts";
import { table } from "./table.ts";
import { asDate, inUnit, said } from "./words.ts";

/** Two runs beside each other, and whether they may be compared at all. */
export function comparison(run: Run, other: Run): Html {
	const others = figures(other);
	const unlike = differences(run, other);
	return html`<section id="comparison" aria-labelledby="comparison-title">
<h2 id="comparison-title">Beside the run of ${asDate(other.at)}</h2>
${
	unlike.length > 0 &&
	html`<p class="caution"><strong>Not asked for alike:</strong> they differ in ${said(unlike)}. What differs below may come from that.</p>`
}
<p class="lead">Of the other run one would have said: ${headline(other)}</p>
${table({
	stacks: true,
	caption: "Figures of both runs. Ratios are this run by the other; less than 5 % apart is called the same",
	columns: [
		{ name: "Figure" },
		{ name: "This run", isFigure: true },
		{ name: "Other run", isFigure: true },
		{ name: "Ratio", isFigure: true },
	],
	rows: figures(run).map((figure, i) => row(figure, others[i] as Figure)),
})}
</section>`;
}

function row(mine: Figure, others: Figure): (Html | string)[] {
	const { text, is } = ratio(mine.value, others.value, mine.good);
	const sign = is === "better" ? icon("check") : is === "worse" && icon("cross");
	return [
		html`${mine.name} <span class="soft">${mine.note}</span>`,
		inUnit(mine.value, mine.unit),
		inUnit(others.value, others.unit),
		html`${text} <span class="is ${is}">${sign} ${is}</span>`,
	];
}

/** In which of their options, and in what of their machines. The seed is meant to differ. */
function differences(run: Run, other: Run): string[] {
	const parts = ({ options, machine }: Run): Record<string, string> => ({
		people: String(options.people),
		teachers: String(options.teachers),
		slots: String(options.slots),
		minutes: String(options.minutes),
		instances: String(options.instances),
		faults: options.faults.join(),
		processor: `${machine.cpu} ${machine.cores}`,
		memory: String(Math.round(machine.memoryGb)),
		Node: machine.node,
	});
	const [a, b] = [parts(run), parts(other)];
	return Object.keys(a).filter((name) => a[name] !== b[name]);
}
