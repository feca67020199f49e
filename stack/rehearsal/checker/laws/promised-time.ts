import type { Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import { outcomeOf } from "../outcome.ts";

/** Law 7, in time: a hold lasts until when its owner was told, by the database's clock, whoever told them. */
export function findPromisedTime({ claims, toleranceMs }: Story): Finding {
	const broken: string[] = [];
	let looked = 0;
	for (const { slot, take, row, extensions } of claims) {
		const told = [take?.answer, ...extensions.filter((call) => outcomeOf(call) === "done")].map(
			(call) => call?.heldUntil ?? 0,
		);
		const until = Math.max(...told);
		if (!row?.heldUntil || until === 0) continue;
		looked++;
		// Nobody was told of an extension whose answer never came.
		const isLonger =
			row.heldUntil > until + toleranceMs && extensions.every((call) => outcomeOf(call) !== "unknown");
		if (row.heldUntil < until - toleranceMs || isLonger)
			broken.push(`${slot} was said to be held until ${clock(until)}, and is until ${clock(row.heldUntil)}`);
	}
	return { name: "A hold lasts as long as it was said to", looked: `${count(looked)} holds`, broken };
}
