import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { getTicket, invite, join, opened, seedOffice, step } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call } from "../support/verbs.ts";
import { waits } from "../support/waits.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const clients: pg.Client[] = [];
const connect = async (url: string) => {
	const client = new pg.Client(url);
	await client.connect();
	clients.push(client);
	return client;
};
afterAll(() => Promise.all(clients.map((client) => client.end())));

test("who came first behind the draw has the lower number, though another was done first", async () => {
	const office = await seedOffice(admin, "order", ["ada"]);
	const { opening } = await opened(admin, office, { families: 0 });
	const [first = never(), second = never(), third = never()] = await invite(admin, office, opening, 3, {
		named: "late",
	});
	const slow = await connect(serverUrl);
	const quick = await connect(serverUrl);
	const pacer = await connect(adminUrl);
	await slow.query("begin");
	const one = await join(slow, first);
	const two = await join(quick, second);
	const stepping = step(pacer, opening);
	await waits(admin, pacer);
	// Somebody who comes while the step waits goes behind them, and waits no longer than for the first.
	const joining = join(quick, third);
	await waits(admin, quick);
	await slow.query("commit");
	await stepping;
	const three = await joining;
	await step(pacer, opening);
	for (const [n, ticket] of [one, two, three].entries()) {
		expect(await getTicket(admin, ticket)).toMatchObject({ tail_no: n + 1 });
	}
});

test("so it is for whom staff book", async () => {
	const office = await seedOffice(admin, "staff", ["bea"]);
	const { opening } = await opened(admin, office, { families: 0 });
	const [family = never()] = await invite(admin, office, opening, 1, { named: "late" });
	const slow = await connect(serverUrl);
	const pacer = await connect(adminUrl);
	await slow.query("begin");
	await call(
		slow,
		"book_for",
		office.staff,
		opening.id,
		randomUUID(),
		"bea",
		"lesson",
		slotStart(0),
		"N",
		"n@home.example",
		"UTC",
	);
	await join(admin, family);
	const stepping = step(pacer, opening);
	await waits(admin, pacer);
	await slow.query("commit");
	await stepping;
	const { rows } = await admin.query(
		`select invitation.email from app.tickets ticket join app.invitations invitation on invitation.id = ticket.invitation_id
		where ticket.opening_id = $1 order by ticket.tail_no`,
		[opening.id],
	);
	expect(rows.map(({ email }) => email)).toEqual(["n@home.example", family.email]);
});

function never(): never {
	throw new Error("there is one");
}
