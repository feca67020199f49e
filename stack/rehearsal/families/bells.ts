import type { Opening } from "./families.ts";

/** When the groups of an opening may come in, in their order. */
export const bellsOf = ({ opensAt, later }: Opening): number[] =>
	later ? [opensAt, later.opensAt] : [opensAt];

/** Of the family of that number. */
export const bellOf = ({ opensAt, later }: Opening, number: number): number =>
	later && number >= later.from ? later.opensAt : opensAt;

/** How many groups somebody believes to be open by then: a path of its own, as the page asks. */
export const phaseAt = (opening: Opening, at: number): number =>
	bellsOf(opening).filter((bell) => bell <= at).length;
