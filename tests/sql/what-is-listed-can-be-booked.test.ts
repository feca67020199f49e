import fc from "fast-check";
import { expect, test } from "vitest";
import { agree, verdict } from "../support/booking-oracle.ts";
import { listsAgree } from "../support/lists-agree.ts";
import { ownDatabase } from "../support/own-database.ts";
import { aScene, aTry, type TryWish } from "../support/random-scenes.ts";
import type { Scene } from "../support/scene.ts";
import { ask } from "../support/scene-by-sql.ts";
import { seedScene, setScene } from "../support/set-scene.ts";
import { choose, keep } from "../support/tries.ts";
import { type Feature, without } from "../support/without-feature.ts";
import { zonesAlike } from "../support/zone-editions.ts";

const cases = Number(process.env.BOOKING_CASES || 2_000);
const eachRun = 12;
const runs = Math.ceil(cases / eachRun);
const day = 86_400_000;
const { admin } = await ownDatabase();
await seedScene(admin);
const zones = await zonesAlike(admin);

// Of every feature so many cases are looked for that an oracle without it would have wrong; a quarter of them is too few.
const enough = cases / 100;
const features = Object.keys(without) as Feature[];
const parts = new Map(features.map((feature) => [feature, 0]));
const answers: Record<string, number> = {};
let compared = 0;

const story = fc.asyncProperty(
	aScene(zones, Date.now(), Date.now() + 8 * day),
	fc.array(aTry, { minLength: eachRun, maxLength: eachRun }),
	fc.integer({ min: 0, max: 8 }),
	async ({ teachings }, tries, n) => {
		await admin.query("begin");
		try {
			const now = await setScene(admin, teachings);
			const scene = { now, teachings: teachings.map((one) => ({ ...one })) } as Scene;
			for (const [i, wish] of tries.entries()) await tryOnce(scene, i < 2 ? { ...wish, ...first } : wish);
			if (await listsAgree(admin, scene, Date.now() + n * day)) compared++;
		} finally {
			await admin.query("rollback");
		}
	},
);
// Each is long, and a shorter one is another.
const tell = (numRuns: number) => fc.assert(story, { numRuns, endOnFailure: true });
const lacking = (times: number) => features.filter((feature) => (parts.get(feature) ?? 0) < times);

const verbs = ["book_slot", "hold_slot", "book_series", "book_team_slot", "hold_team_slot"];
const wanted = [
	...verbs.flatMap((verb) => ["ok", "TAKEN", "GONE0", "CLOSD", "LATE0"].map((code) => `${verb} ${code}`)),
	...verbs
		.filter((verb) => verb.startsWith("book"))
		.flatMap((verb) => ["INVAL", "LIMIT", "CLASH"].map((code) => `${verb} ${code}`)),
	...["confirm_hold ok", "confirm_hold INVAL", "confirm_hold LIMIT", "confirm_hold CLASH"],
];
const unseen = () => wanted.filter((answer) => !answers[answer]);

test(`of ${cases} random tries, who wants a listed time gets it, and every answer is the one that Temporal says`, async () => {
	await tell(runs);
	// What comes seldom is looked for a little longer.
	for (let more = 0; more < 10 && (lacking(enough / 4).length || unseen().length); more++)
		await tell(Math.ceil(runs / 10));
	console.info(`answers: ${JSON.stringify(answers)}`);
	expect(unseen()).toEqual([]);
	expect(compared).toBeGreaterThan(runs / 10);
}, 900_000);

test("an oracle that has not heard of one feature would have been wrong, whichever it is", () => {
	console.info(`wrong without: ${JSON.stringify(Object.fromEntries(parts))}`);
	expect(lacking(enough / 4)).toEqual([]);
});

// Where nothing stands, nothing is in anybody's way.
const first = { verb: "hold_slot", wanted: "listed", isOther: false } as const;

async function tryOnce(scene: Scene, wished: TryWish): Promise<void> {
	const chosen = await choose(admin, scene, wished, lacking(enough));
	if (!chosen) return;
	const { wish, isListed } = chosen;
	const [answer, placed] = await ask(admin, wish);
	const must = verdict(scene, wish);
	if (!agree(must, answer)) expect({ answer, wish }, must.why).toEqual({ answer: must, wish });
	// Whoever comes, with answers that fit, and is not somewhere else; of a team, who is free may be one whom they have too often.
	const isAnyones = wish.verb === "book_team_slot";
	if (isListed)
		expect(["GONE0", "CLOSD", "LATE0", ...(isAnyones ? [] : ["TAKEN"])]).not.toContain(answer.code);
	else expect(wish.verb === "book_series" || wish.verb === "confirm_hold" || answer.code !== "ok").toBe(true);
	answers[`${wish.verb} ${answer.code}`] = (answers[`${wish.verb} ${answer.code}`] ?? 0) + 1;
	for (const feature of lacking(enough)) {
		const forgetful = without[feature](scene);
		if (forgetful && !agree(verdict(forgetful, wish), answer))
			parts.set(feature, (parts.get(feature) ?? 0) + 1);
	}
	keep(scene, wish, answer, placed);
}
