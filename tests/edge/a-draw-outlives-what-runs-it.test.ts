import { Redis } from "ioredis";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { comeToOpening } from "../../stack/rehearsal/families/families.ts";
import { ask, given, post } from "../api/support/ask.ts";
import { rows } from "../api/support/school.ts";
import { brokenLaws } from "../support/checker.ts";
import { seedOpening } from "./support/opening.ts";
import { delayReplica, part, pause } from "./support/rig.ts";

type Place = { invitation: string; ticket: string; rank: string | null };
const placesOf = (opening: string) =>
	rows<Place>(
		"select invitation_id as invitation, id as ticket, rank from app.tickets where opening_id = $1 and rank is not null order by 1",
		[opening],
	);

// Whatever became of it, the others want their replica.
afterEach(() => delayReplica(0));

test("every instance restarted, Redis emptied and the replica ten seconds late, around the bell: no place is lost, none is given twice", async () => {
	const wish = await seedOpening({ people: 400, teachers: 10, starts: 12, joinSeconds: 15 });
	const redis = new Redis(given("REDIS_URL"));
	const coming = comeToOpening({ ...wish, lookMs: 2_000 });
	await pause(wish.opensAt - Date.now() - 2_000);
	const before = await placesOf(wish.opening);
	expect(before.length).toBeGreaterThan(200);

	await delayReplica(10);
	await redis.flushall();
	await Promise.all([part("instance-1", "kill"), part("instance-2", "kill")]);
	await Promise.all([part("instance-1", "start"), part("instance-2", "start")]);
	await pause(wish.opensAt - Date.now() + 3_000);
	await redis.flushall();
	// Once more, while people are let in: one after the other, as a deployment does it.
	for (const instance of ["instance-1", "instance-2"] as const) {
		await part(instance, "stop");
		await part(instance, "start");
		await redis.flushall();
	}
	const { families, answers } = await coming;
	redis.disconnect();

	const ends: Record<string, number> = {};
	for (const { end } of families) ends[end] = (ends[end] ?? 0) + 1;
	console.log(JSON.stringify({ ends, answers }));
	const after = new Map((await placesOf(wish.opening)).map((place) => [place.invitation, place]));
	for (const place of before) expect(after.get(place.invitation)).toEqual(place);
	expect(families.filter(({ tickets }) => tickets !== 1)).toEqual([]);
	expect(new Set(families.map(({ ticketId }) => ticketId)).size).toBe(families.length);
	expect(Object.keys(ends).sort()).toEqual(["absent", "booked", "left", "sold out"]);
	expect(ends.booked).toBe(10 * 12);

	const admin = new pg.Client(given("DATABASE_ADMIN_URL"));
	await admin.connect();
	expect(await brokenLaws(admin)).toEqual([]);
	await admin.end();

	// Another device, with nothing but the link, finds the same place; and a pass of before is still a pass.
	const [invitation = ""] = wish.invitations;
	const again = await post("/api/tickets", { invitation });
	expect(again.json.ticketId).toBe(families[0]?.ticketId);
	expect((await ask("GET", `/api/openings/${wish.opening}/status/1`)).json.state).toBe("sold_out");
}, 300_000);
