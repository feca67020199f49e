import type { Run, Verdict } from "../run.ts";
import { type Html, html } from "./html.ts";
import { icon } from "./icons.ts";
import { many, said } from "./words.ts";

/** What it all comes to, in words for somebody who has a school to run. */
export function headline(run: Run): string {
	const { people, seats, bookings, faults } = run;
	const came = `${many(people, "person", "people")} came for ${many(seats, "time")}.`;
	const broken = harm(run);
	if (broken.length > 0) return `${came} ${capital(said(broken))}.`;
	if (run.verdicts.length === 0) return `${came} Whether any promise was kept was not looked at.`;
	const count = promises(run).filter(({ kept }) => !kept).length;
	if (count > 0) {
		return `${came} No booking came to harm, but ${many(count, "other promise was", "other promises were")} broken.`;
	}
	const sold =
		bookings === seats ? "Each was sold once" : `${many(bookings, "was", "were")} taken, each of them once`;
	const though =
		faults.length > 0 ? `, though ${many(faults.length, "thing was", "things were")} broken on purpose` : "";
	return `${came} ${sold}, nobody who was told “booked” lost it, and all were served in their turn${though}.`;
}

/** What must never be, in words. */
function harm({ double, lost, unfair, draw }: Run): string[] {
	return [
		double > 0 ? `${many(double, "was", "were")} sold twice` : "",
		lost > 0 ? `${many(lost, "confirmed booking was", "confirmed bookings were")} lost` : "",
		unfair > 0 ? `${many(unfair, "person was", "people were")} served out of turn` : "",
		draw.record === "wrong" ? "the draw cannot be computed again" : "",
	].filter(Boolean);
}

export const promises = (run: Run): Verdict[] => [...run.verdicts, ...run.faults];

/** What nobody looked at is not called kept. */
export const isBroken = (run: Run) =>
	harm(run).length > 0 || run.verdicts.length === 0 || promises(run).some(({ kept }) => !kept);

export function badge(...runs: Run[]): Html {
	const broken = runs.some(isBroken);
	const kept = `Every promise ${runs.some(hasUnjudged) ? "that could be judged " : ""}was kept`;
	return html`<p class="badge ${broken ? "not" : "kept"}">${icon(broken ? "cross" : "check")} ${broken ? "A promise was broken" : kept}</p>`;
}

const unjudged = (run: Run) => promises(run).filter(({ isUnjudged }) => isUnjudged);
const hasUnjudged = (run: Run) => unjudged(run).length > 0;

/** A line for each broken promise. */
export const brokenLines = (run: Run): string[] =>
	promises(run)
		.filter(({ kept }) => !kept)
		.map(({ name, figure }) => `Broken: ${name}: ${figure}`);

/** A line for each that this run could not tell. */
export const unjudgedLines = (run: Run): string[] =>
	unjudged(run).map(({ name, figure }) => `Not judged: ${name}: ${figure}`);

/** Each broken promise by its name: before everything else. */
export function brokenSection(run: Run): Html {
	const broken = promises(run).filter(({ kept }) => !kept);
	const counted = harm(run);
	return html`${
		isBroken(run) &&
		html`<section class="broken" aria-labelledby="broken-title"><h2 id="broken-title">${icon("cross")} Broken</h2><ul>${counted.map((each) => html`<li><strong>${capital(each)}</strong></li>`)}${run.verdicts.length === 0 && html`<li><strong>No law was looked at</strong></li>`}${broken.map(({ name, figure }) => html`<li><strong>${name}</strong>: ${figure}</li>`)}</ul></section>`
	}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
