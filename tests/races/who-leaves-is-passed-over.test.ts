import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import {
	inMinutes,
	invite,
	join,
	leave,
	ring,
	saveOpening,
	seedOffice,
	steer,
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

type Line = "those behind the draw" | "the next group";

/**
 * Five are drawn, and three come behind them. The first of the five is just leaving, or has their link revoked, while two are
 * to be called: the step waits for that, and only then it is done. Gives who was called, by their places in the line.
 */
async function called(
	on: OwnDatabase,
	school: string,
	behind: Line,
	how: "leaves" | "is revoked",
): Promise<number[]> {
	const { admin } = on;
	const office = await seedOffice(admin, school, [school]);
	const groups = ["First", "Second"].map((name, i) => ({ name, opens_at: inMinutes(10 + i) }));
	const opening = await saveOpening(admin, office, { groups });
	for (const family of await invite(admin, office, opening, 5)) await join(admin, family);
	const others = await invite(admin, office, opening, 3, {
		named: "other",
		group: behind === "the next group" ? 1 : 0,
	});
	const joinOthers = async () => {
		for (const other of others) await join(admin, other);
	};
	if (behind === "the next group") await joinOthers();
	await ring(admin, opening);
	if (behind === "those behind the draw") await joinOthers();
	// They are drawn and numbered, and nobody is called yet.
	await steer(admin, office, opening, "pause");
	await step(admin, opening);
	await steer(admin, office, opening, "resume");

	const line = async () =>
		(
			await admin.query<{ id: string; invitation: string; called: boolean }>(
				`select ticket.id, ticket.invitation_id as invitation, ticket.offered_at is not null as called
				from app.tickets ticket join app.opening_groups each on each.id = ticket.group_id
				where ticket.opening_id = $1 order by each.position, ticket.rank, ticket.tail_no`,
				[opening.id],
			)
		).rows;
	const [first] = await line();
	if (!first || (await line()).some((each) => each.called)) throw new Error("it began too early");
	const leaver = await connect(on.adminUrl);
	const pacer = await connect(on.adminUrl);
	await leaver.query("begin");
	if (how === "leaves") await leave(leaver, { ticket_id: first.id });
	else
		await leaver.query("select api.revoke_invitation($1, $2, $3)", [
			office.staff,
			opening.id,
			first.invitation,
		]);
	const stepping = step(pacer, opening, { pace: 2 });
	await waits(admin, pacer);
	await leaver.query("commit");
	await stepping;
	return (await line()).flatMap((each, place) => (each.called ? [place] : []));
}

describe("while the first of a draw is just going, those called in their stead", () => {
	test.each<[how: "leaves" | "is revoked", Line]>([
		["leaves", "those behind the draw"],
		["leaves", "the next group"],
		["is revoked", "those behind the draw"],
		["is revoked", "the next group"],
	])("are the next of it, where one %s, and none of %s", async (how, behind) => {
		const school = `${how}-${behind}`.replaceAll(" ", "-");
		expect(await called(own, school, behind, how)).toEqual([1, 2]);
		expect(await brokenLaws(own.admin)).toEqual([]);
	});

	test.each<Line>(["those behind the draw", "the next group"])(
		"and where whoever is chosen is not locked, and it is told by who is left that nobody is, somebody of %s",
		async (behind) => {
			const open = await ownDatabase();
			await without(
				open.admin,
				"app.admit",
				["for update", ""],
				["for update", ""],
				["v_chosen < p_most", "v_drawn < p_most"],
				["limit p_most - v_chosen", "limit p_most - v_drawn"],
			);
			expect(await called(open, "open", behind, "leaves")).toEqual([1, 5]);
		},
	);
});
