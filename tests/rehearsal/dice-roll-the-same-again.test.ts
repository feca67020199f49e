import { expect, test } from "vitest";
import { dice } from "../../stack/rehearsal/families/dice.ts";

test("they roll the same for the same seed, otherwise for another, and evenly from 0 to 1", () => {
	const rolls = (seed: number, count: number) => {
		const roll = dice(seed);
		return Array.from({ length: count }, roll);
	};
	expect(rolls(7, 50)).toEqual(rolls(7, 50));
	// A family's are not those of the next one a step later.
	expect(new Set([...rolls(7, 50), ...rolls(8, 50)]).size).toBe(100);
	const many = rolls(20_261_125, 10_000);
	expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...many)).toBeLessThan(1);
	const tenths = Array.from(
		{ length: 10 },
		(_, i) => many.filter((roll) => Math.floor(roll * 10) === i).length,
	);
	for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(120);
});
