import type { Run, Verdict } from "../run.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { table } from "./table.ts";
import { count } from "./words.ts";

/** The laws, what it has to bear, and what was broken on purpose; what was not kept comes first. */
export function verdictSection(run: Run, other?: Run): Html {
	const before = other && new Map([...laws(other), ...other.faults].map((each) => [each.name, each]));
	const then = (name: string) => (before ? [mark(before.get(name))] : []);
	const columns = (what: string) => [
		{ name: what },
		{ name: other ? "This run" : "Verdict" },
		{ name: "What one sees", isWide: true },
		...(other ? [{ name: "Other run" }] : []),
	];
	const row = (each: Verdict) => [each.name, mark(each), each.figure, ...then(each.name)];
	return html`<section id="verdicts" aria-labelledby="verdicts-title">
<h2 id="verdicts-title">What was promised</h2>
${table({ stacks: true, caption: "The laws of booking, and what it has to bear", columns: columns("Promise"), rows: brokenFirst(laws(run)).map(row) })}
${
	run.faults.length === 0
		? html`<p class="lead">Nothing was broken on purpose in this run.</p>`
		: table({
				stacks: true,
				caption: "What was broken on purpose, and what was expected of it",
				columns: [...columns("Fault"), { name: "Seconds", isFigure: true }],
				rows: brokenFirst(run.faults).map((each) => [
					...row(each),
					each.from === null ? "–" : `${each.from} to ${each.until}`,
				]),
			})
}
</section>`;
}

const laws = ({ verdicts, draw }: Run): Verdict[] => [
	...verdicts,
	{
		name: "The draw can be computed again",
		kept: draw.record === "right",
		figure: `${count(draw.tickets)} tickets, ${count(draw.inDraw)} of them drawn; the record is ${draw.record}`,
	},
];

function mark(verdict?: Verdict): Html {
	if (!verdict) return html`<span class="soft">not looked at</span>`;
	if (verdict.isUnjudged) return html`<span class="verdict soft">not judged</span>`;
	return verdict.kept
		? html`<span class="verdict kept">${icon("check")} kept</span>`
		: html`<span class="verdict not">${icon("cross")} broken</span>`;
}

const brokenFirst = <V extends Verdict>(all: V[]) => all.toSorted((a, b) => Number(a.kept) - Number(b.kept));
