import { expect, test } from "vitest";
import { callNext, firstPace } from "../../stack/capacity/calling.ts";
import { invite, type Opening, ring, saveOpening, seedOffice, statusOf, step } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { without } from "../support/without.ts";

const families = 3_000;
const own = await ownDatabase();

/** Everybody has a place and the bell has rung; 24 times of a group have so many seats together. */
async function begun({ admin }: typeof own, school: string, free: number): Promise<Opening> {
	const office = await seedOffice(admin, school, [school], {
		halfHours: 24,
		types: [{ seats: free / 24, horizon_days: 4 }],
	});
	const opening = await saveOpening(admin, office);
	await invite(admin, office, opening, families);
	await admin.query(
		`insert into app.tickets (opening_id, group_id, invitation_id, joined_at, rank)
		select invitation.opening_id, invitation.group_id, invitation.id, now(), app.rank_of(each.seed, invitation.id)
		from app.invitations invitation join app.opening_groups each on each.id = invitation.group_id
		where invitation.opening_id = $1`,
		[opening.id],
	);
	await admin.query("analyze app.tickets");
	await ring(admin, opening);
	return opening;
}

/** How many were called by the end of each second, of whom nobody comes yet. */
async function called({ admin }: typeof own, opening: Opening, seconds: number): Promise<number[]> {
	const counts: number[] = [];
	for (let second = 0; second < seconds; second++) {
		await step(admin, opening);
		const { rows } = await admin.query(
			"select count(offered_at)::integer as called from app.tickets where opening_id = $1",
			[opening.id],
		);
		counts.push(rows[0].called);
	}
	return counts;
}

function foretold(free: number, seconds: number): number[] {
	const counts: number[] = [];
	let [pacing, all] = [{ pace: firstPace, credit: 0 }, 0];
	for (let second = 0; second < seconds; second++) {
		const { calls, ...next } = callNext(pacing, { free, wanting: all, uncalled: families - all });
		[pacing, all] = [next, all + calls];
		counts.push(all);
	}
	return counts;
}

const whyOf = async ({ admin }: typeof own, { id }: Opening): Promise<string> =>
	(await admin.query("select why from app.opening_paces where opening_id = $1", [id])).rows[0].why;

/** The database has half the digits, so that one may be called a second sooner or later. */
function expectAlike(counts: number[], foreseen: number[]): void {
	for (const [second, count] of counts.entries())
		expect(Math.abs(count - (foreseen[second] ?? 0)), `in second ${second}`).toBeLessThanOrEqual(2);
}

test("with more times than families, people are called as foretold, and seats hold nobody back", async () => {
	const opening = await begun(own, "many", 12_000);
	const counts = await called(own, opening, 41);
	expectAlike(counts, foretold(12_000, 41));
	expect(counts.at(-1)).toBeGreaterThan(2_600);
	expect(await whyOf(own, opening)).toBe("steady");
	// Nobody is told more than that there are so many.
	expect((await statusOf(own.admin, opening)).free_seats).toBe(2_000);
});

test("with fewer times than families it is called to a tenth above the times, as foretold, and said that seats are few", async () => {
	const opening = await begun(own, "fewer", 600);
	const counts = await called(own, opening, 20);
	expectAlike(counts, foretold(600, 20));
	expect(counts.at(-1)).toBe(660);
	expect(await whyOf(own, opening)).toBe("seats are few");
});

test("and where no more than 2,000 are counted, seats are said to be few while there are thousands", async () => {
	const open = await ownDatabase();
	await without(
		open.admin,
		"app.count_seats",
		["v_pace.free_seats >= v_enough", "v_pace.free_seats >= 2000"],
		[
			"v_pace.counted_to := null;\n        return v_pace;",
			"v_pace.counted_to := null;\n        v_pace.free_seats := 2000;\n        return v_pace;",
		],
	);
	const opening = await begun(open, "throttled", 12_000);
	expect((await called(open, opening, 41)).at(-1)).toBe(2_200);
	expect(await whyOf(open, opening)).toBe("seats are few");
});

test("while some are still to be counted, seats are not said to be few", async () => {
	const opening = await begun(own, "counting", 24);
	await step(own.admin, opening, { pace: 100 });
	expect(await whyOf(own, opening)).toBe("seats are few");
	// As if there had been no time for more than the first.
	await without(own.admin, "app.count_seats", ["interval '500 milliseconds'", "interval '-1 second'"]);
	await step(own.admin, opening, { pace: 20 });
	expect(await whyOf(own, opening)).toBe("steady");
});
