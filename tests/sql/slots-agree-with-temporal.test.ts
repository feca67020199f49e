import fc from "fast-check";
import { expect, test } from "vitest";
import { offered } from "../support/oracle.ts";
import { ownDatabase } from "../support/own-database.ts";
import { rulesAndWindow } from "../support/random-rules.ts";
import { seedTeacher } from "../support/seed.ts";
import { offeredBySql, set, singlyOffered } from "../support/slots-by-sql.ts";
import { zonesAlike } from "../support/zone-editions.ts";

const runs = Number(process.env.SLOT_RUNS || 1_000);
const day = 86_400_000;
const minute = 60_000;
const { admin } = await ownDatabase();
await seedTeacher(admin, "ada", { types: [{}, { handle: "other" }] });
const zones = await zonesAlike(admin);

test(`what SQL offers is what Temporal says, in ${runs} random weeks of 2024 to 2030`, async () => {
	let compared = 0;
	await fc.assert(
		fc.asyncProperty(rulesAndWindow(zones), async ([rules, from, until]) => {
			await set(admin, rules);
			const expected = offered(rules, from, until);
			if (expected.length) compared++;
			expect(await offeredBySql(admin, rules, from, until)).toEqual(expected);
		}),
		{ numRuns: runs },
	);
	// Or it would have compared nothing with nothing: every second week offers something.
	expect(compared).toBeGreaterThan(runs / 10);
}, 300_000);

test("what is offered of a week is what is offered of each start in it, and of no other", async () => {
	let compared = 0;
	await fc.assert(
		fc.asyncProperty(
			rulesAndWindow(zones),
			fc.array(fc.constantFrom(...[5, 10, 15, 30, 60, 120].flatMap((n) => [n, -n])), { maxLength: 3 }),
			async ([rules, from, end], shifts) => {
				await set(admin, rules);
				const until = Math.min(end, from + 4 * day);
				const starts = (await offeredBySql(admin, rules, from, until)).map(({ start }) => start);
				// Near misses: other steps, hours that are not there, the second of two equal local times; and a second late.
				const near = starts.flatMap((start) => [
					start,
					start + 1_000,
					...shifts.map((n) => start + n * minute),
				]);
				const candidates = [...new Set(near)]
					.filter((at) => at >= from && at < until)
					.toSorted((a, b) => a - b);
				if (candidates.length) compared++;
				expect(await singlyOffered(admin, rules, candidates)).toEqual(starts);
			},
		),
		{ numRuns: Math.ceil(runs / 4) },
	);
	expect(compared).toBeGreaterThan(runs / 40);
}, 300_000);
