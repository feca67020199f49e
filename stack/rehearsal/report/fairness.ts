import type { Place, Run } from "../run.ts";
import { type Html, html } from "./html.ts";
import { inOrder, isChance } from "./in-order.ts";
import { scatter } from "./scatter.ts";
import { count, inUnit, many } from "./words.ts";

/** Whether people went in as they were drawn, and whether coming early was worth anything. */
export function fairnessSection({ places, draw, late }: Run): Html {
	const drawn = places.filter(({ isDrawn }) => isDrawn);
	const behind = places.filter(({ isDrawn }) => !isDrawn);
	const byRank = inOrder(drawn, ({ rank }) => rank);
	const byArrival = inOrder(drawn, ({ came }) => came);
	return html`<section id="fairness" aria-labelledby="fairness-title">
<h2 id="fairness-title">Was it fair?</h2>
<p class="lead">${count(draw.inDraw)} of ${count(draw.tickets)} tickets were there before their bell and were drawn, in ${many(late.groups, "group")}; ${count(late.stood)} came later and stood behind the drawn of their group, and ${count(late.called)} of them were called. The record of the draw, computed again, is <strong>${draw.record}</strong>.</p>
${
	drawn.length < 2
		? html`<p class="lead">Too few were let in to say more.</p>`
		: html`<div class="pair">
${scatter({
	id: "by-rank",
	title: "By rank",
	says: `Of any two who were drawn, the one with the better rank went in first in ${inUnit(byRank, "share")} of cases.`,
	across: "rank",
	dots: drawn.map(({ rank, admitted }) => [rank, admitted]),
	rings: behind.map(({ rank, admitted }) => [rank, admitted]),
})}
${scatter({
	id: "by-arrival",
	title: "By arrival",
	says: `Of any two who were drawn, the one who came earlier went in first in ${inUnit(byArrival, "share")} of cases: ${chance(byArrival, drawn)}.`,
	across: "arrival, seconds from the bell",
	dots: drawn.map(({ came, admitted }) => [came, admitted]),
	rings: behind.map(({ came, admitted }) => [came, admitted]),
})}
</div>`
}
</section>`;
}

function chance(share: number, drawn: Place[]): string {
	if (isChance(share, drawn.length)) return "as if by a coin, so coming early brings nothing";
	return share > 0.5 ? "more than chance explains" : "less than chance explains";
}
