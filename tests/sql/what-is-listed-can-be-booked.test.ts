import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { agree, verdict } from "../support/booking-oracle.ts";
import { ownDatabase } from "../support/own-database.ts";
import { aScene, aTry, type TryWish } from "../support/random-scenes.ts";
import type { Scene } from "../support/scene.ts";
import { ask, seedScene, setScene } from "../support/scene-by-sql.ts";
import { choose, keep, listsAgree } from "../support/tries.ts";
import { without } from "../support/without-feature.ts";
import { zonesAlike } from "../support/zone-editions.ts";

const cases = Number(process.env.BOOKING_CASES || 2_000);
const eachRun = 12;
const runs = Math.ceil(cases / eachRun);
const day = 86_400_000;
const { admin } = await ownDatabase();
let zones: string[] = [];
beforeAll(async () => {
	await seedScene(admin);
	zones = await zonesAlike(admin);
});

// Of every feature so many cases are looked for that an oracle without it would have wrong; a quarter of them is too few.
const enough = cases / 100;
const parts = new Map(Object.keys(without).map((feature) => [feature, 0]));
const answers: Record<string, number> = {};
let compared = 0;

test(`of ${cases} random tries, who wants a listed time gets it, and every answer is the one that Temporal says`, async () => {
	await fc.assert(
		fc.asyncProperty(
			aScene(zones, Date.now(), Date.now() + 8 * day),
			fc.array(aTry, { minLength: eachRun, maxLength: eachRun }),
			fc.integer({ min: 0, max: 8 }),
			async ({ teachings }, tries, n) => {
				await admin.query("begin");
				try {
					const now = await setScene(admin, teachings);
					const scene = { now, teachings: teachings.map((one) => ({ ...one })) } as Scene;
					// What stands in nobody's way shows nothing: so some things are booked first.
					for (const [i, wish] of tries.entries())
						await tryOnce(scene, i < eachRun / 3 ? { ...wish, wanted: "listed" } : wish);
					if (await listsAgree(admin, scene, Date.now() + n * day)) compared++;
				} finally {
					await admin.query("rollback");
				}
			},
		),
		// Each case is a long story, and a shorter one is another.
		{ numRuns: runs, endOnFailure: true },
	);
	console.info(`answers: ${JSON.stringify(answers)}`);
	const seen = (verbs: string[], codes: string[]) =>
		verbs.flatMap((verb) => codes.map((code) => `${verb} ${code}`)).filter((answer) => answers[answer]);
	const all = ["book_slot", "hold_slot", "book_series", "book_team_slot", "hold_team_slot"];
	expect(seen(all, ["ok", "TAKEN", "GONE0", "CLOSD", "LATE0"])).toHaveLength(5 * 5);
	const named = ["book_slot", "book_series", "book_team_slot"];
	expect(seen(named, ["INVAL", "LIMIT", "CLASH"])).toHaveLength(3 * 3);
	expect(seen(["confirm_hold"], ["ok", "INVAL", "LIMIT"])).toHaveLength(3);
	expect(compared).toBeGreaterThan(runs / 10);
}, 900_000);

test("an oracle that has not heard of one feature would have been wrong, whichever it is", () => {
	console.info(`wrong without: ${JSON.stringify(Object.fromEntries(parts))}`);
	expect([...parts].filter(([, times]) => times < enough / 4)).toEqual([]);
});

async function tryOnce(scene: Scene, wished: TryWish): Promise<void> {
	const chosen = await choose(admin, scene, wished);
	if (!chosen) return;
	const { wish, isListed } = chosen;
	const [answer, placed] = await ask(admin, wish);
	const must = verdict(scene, wish);
	if (!agree(must, answer)) expect({ answer, wish }, must.why).toEqual({ answer: must, wish });
	// Whoever comes, with answers that fit, and is not somewhere else.
	if (isListed) expect(["GONE0", "CLOSD", "LATE0", "TAKEN"]).not.toContain(answer.code);
	else expect(wish.verb === "book_series" || wish.verb === "confirm_hold" || answer.code !== "ok").toBe(true);
	answers[`${wish.verb} ${answer.code}`] = (answers[`${wish.verb} ${answer.code}`] ?? 0) + 1;
	for (const [feature, forget] of Object.entries(without)) {
		const times = parts.get(feature) ?? 0;
		const forgetful = times < enough && forget(scene);
		if (forgetful && !agree(verdict(forgetful, wish), answer)) parts.set(feature, times + 1);
	}
	keep(scene, wish, answer, placed);
}
