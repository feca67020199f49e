import { type Claim, isBookedAtOnce, perhapsDone, type Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import { mostAtOnce, type Spell } from "../spells.ts";

/** Law 7, by what people were told alone: never do more have a slot than it has seats. `double`: how many too many. */
export function findHolds(story: Story): Finding & { double: number } {
	const bySlot = Map.groupBy(story.claims, ({ slot }) => slot);
	const broken: string[] = [];
	let double = 0;
	for (const [slot, claims] of bySlot) {
		const seats = story.rows.measures.get(slot.split(" ")[0] ?? "")?.seats ?? 1;
		const had = mostAtOnce(claims.flatMap((claim) => spellsOf(claim, story)));
		if (had.length <= seats) continue;
		double += had.length - seats;
		const at = clock(Math.max(...had.map(({ from }) => from)));
		broken.push(`${slot} was had by ${had.map(({ who }) => who).join(" and ")} at ${at}`);
	}
	return {
		name: "A held seat is nobody else's",
		looked: `${count(story.claims.length)} seats that were taken, on ${count(bySlot.size)} slots`,
		broken,
		double,
	};
}

/** From when somebody knows that they have a seat, until they ask to give it back, or their hold runs out. */
export function spellsOf(claim: Claim, { toleranceMs }: Story): Spell[] {
	const { take, left, confirms, extensions, releases, cancels } = claim;
	const from = take?.answer?.heard;
	if (!from || !take?.answer) return [];
	const isBooking = isBookedAtOnce(claim) || confirms.some(({ answer }) => answer);
	const until =
		Math.max(...[take.answer, ...extensions].map(({ heldUntil }) => heldUntil ?? 0)) - toleranceMs;
	const given = perhapsDone(isBooking ? cancels : releases).map(({ sent }) => sent);
	const to = Math.min(
		...given,
		left?.from ?? Number.POSITIVE_INFINITY,
		isBooking ? Number.POSITIVE_INFINITY : until,
	);
	return [{ from, to, who: `person ${take.answer.person}` }];
}
