import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import {
	getTicket,
	inMinutes,
	invite,
	join,
	ring,
	saveOpening,
	seedOffice,
	statusOf,
	step,
} from "../support/openings.ts";
import { type OwnDatabase, ownDatabase } from "../support/own-database.ts";
import { waits } from "../support/waits.ts";
import { without } from "../support/without.ts";

const own = await ownDatabase();
const clients: pg.Client[] = [];
const connect = async (url: string) => {
	const client = new pg.Client(url);
	await client.connect();
	clients.push(client);
	return client;
};
afterAll(() => Promise.all(clients.map((client) => client.end())));

/** For whom the step waits that would close the draw: somebody who joins, or the save itself. */
type Behind = "a family that is joining" | "the save";

/** A bell rings, and while the step that closes the draw waits, staff who began to save before it move it by an hour. */
async function moved(on: OwnDatabase, behind: Behind) {
	const school = behind.replaceAll(" ", "-");
	const office = await seedOffice(on.admin, school, [school]);
	const bell = Date.now() + 1_500;
	const opening = await saveOpening(on.admin, office, {
		groups: [{ name: "All", opens_at: new Date(bell).toISOString() }],
	});
	const [family = never()] = await invite(on.admin, office, opening, 1);
	const [joiner, pacer, saver] = await Promise.all([1, 2, 3].map(() => connect(on.adminUrl)));
	if (!joiner || !pacer || !saver) return never();
	await joiner.query("begin");
	const ticket = await join(joiner, family);
	expect(ticket.in_draw).toBe(true);
	await saver.query("begin");
	await saver.query("select now()");
	const save = () =>
		saveOpening(
			saver,
			office,
			{ groups: [{ name: "All", opens_at: inMinutes(60) }] },
			{ id: opening.id, version: 1 },
		);
	if (behind === "the save") {
		await joiner.query("commit");
		await save();
	}
	await new Promise((wake) => setTimeout(wake, bell + 50 - Date.now()));
	const stepping = statusOf(pacer, opening);
	await waits(on.admin, pacer);
	if (behind !== "the save") await save();
	await saver.query("commit");
	if (behind !== "the save") await joiner.query("commit");
	return { opening, ticket, status: await stepping };
}

describe("a bell that is moved while a step waits to close its draw", () => {
	test.each<[Behind]>([["a family that is joining"], ["the save"]])(
		"behind %s, rings later",
		async (behind) => {
			const { opening, ticket, status } = await moved(own, behind);
			expect(status).toMatchObject({
				state: "before",
				groups: [{ seed: null, tickets_hash: null, drawn: 0 }],
			});
			const events = "select from app.opening_events where opening_id = $1 and kind in ('drawn', 'admitted')";
			expect((await own.admin.query(events, [opening.id])).rowCount).toBe(0);
			expect((await getTicket(own.admin, ticket)).rank).toBeNull();
			// And then it is drawn, with who joined before either bell.
			await ring(own.admin, opening);
			expect(await step(own.admin, opening)).toMatchObject({
				state: "open",
				groups: [{ seed: expect.any(String), drawn: 1 }],
			});
			expect((await getTicket(own.admin, ticket)).rank).not.toBeNull();
			expect(await brokenLaws(own.admin)).toEqual([]);
		},
	);

	test.each<[Behind]>([["a family that is joining"], ["the save"]])(
		"behind %s, and without a second look at its time, tells the seed an hour early",
		async (behind) => {
			const open = await ownDatabase();
			await without(open.admin, "app.draw_groups", [
				"where each.id = v_group.id and each.drawn_at is null and each.opens_at <= now()",
				"where each.id = v_group.id and each.drawn_at is null",
			]);
			expect((await moved(open, behind)).status.groups[0]?.seed).not.toBeNull();
		},
	);
});

function never(): never {
	throw new Error("there is one");
}
