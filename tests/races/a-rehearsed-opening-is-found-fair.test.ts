import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import type { Call } from "../../stack/rehearsal/call.ts";
import { type Checked, check } from "../../stack/rehearsal/checker/check.ts";
import { Logbook } from "../support/logged-families.ts";
import { inMinutes, invite, ring, saveOpening, seedOffice, step } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call } from "../support/verbs.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const office = await seedOffice(admin, "school", ["ada"]);
const server = new pg.Pool({ connectionString: serverUrl, max: 24 });
const book = new Logbook(server, "ada");
const opening = await saveOpening(admin, office, {
	groups: [10, 20].map((minutes) => ({ name: `In ${minutes}`, opens_at: inMinutes(minutes) })),
});
const groups = [
	await invite(admin, office, opening, 30),
	await invite(admin, office, opening, 30, { group: 1, named: "second" }),
];
const late = await invite(admin, office, opening, 12, { named: "late" });
const invitations = [...groups.flat(), ...late];
const quitters = new Set([3, 4, 33]);

/** Comes, and asks to be let in again and again until it is their turn; then books a time of their own. */
async function live(person: number): Promise<void> {
	const { id } = invitations[person] as { id: string };
	const { ticket } = await book.join(person, id);
	if (quitters.has(person)) {
		await book.leave(person, ticket);
		// Too late for their call, and let in all the same.
		await pause(2_000);
		await book.join(person, id);
	}
	for (let tries = 0; tries < 200; tries++) {
		const { status } = await book.enter(person, ticket);
		if (status === 200) break;
		await pause(20 + 20 * Math.random());
	}
	const held = await book.hold(person, ticket, slotStart(person));
	await book.confirm(person, held);
}

const living: Promise<unknown>[] = groups.flat().map((_, person) => live(person));
while (book.calls.filter(({ verb, heard }) => verb === "join" && heard).length < living.length)
	await pause(10);
// Whoever is last of the drawn is away while those behind them are called.
const { rows } = await admin.query(
	`select ticket.id from app.tickets ticket join app.opening_groups each on each.id = ticket.group_id
	where each.opening_id = $1 and each.position = 0 order by ticket.rank desc limit 1`,
	[opening.id],
);
const { person = 0, ticket = "" } = book.calls.find((each) => each.ticket === rows[0].id) ?? {};
await book.leave(person, ticket);
living.push(pause(3_000).then(() => book.join(person, invitations[person]?.id ?? "")));
// It puts the bell a moment back, and nobody came after that.
await pause(20);
await ring(admin, opening);
await step(admin, opening, { pace: 1 });
living.push(...late.map((_, i) => live(groups.flat().length + i)));
const clock = new pg.Client(adminUrl);
await clock.connect();
let isOver = false;
const pacing = (async () => {
	while (!isOver) {
		await step(clock, opening, { pace: 7 });
		await pause(40);
	}
})();
await Promise.all(living);
isOver = true;
await pacing;
await clock.end();
await server.end();
const helped = await call<{ booking_id: string }>(
	admin,
	"book_for",
	office.staff,
	opening.id,
	randomUUID(),
	"ada",
	"lesson",
	slotStart(90),
	"Helped",
	"helped@home.example",
	"UTC",
);

const look = (calls: Call[] = book.calls): Promise<Checked> =>
	check({ calls, database: admin, opening: opening.id });
const red = ({ verdicts }: Checked) =>
	verdicts.filter(({ kept }) => !kept).map(({ name, figure }) => `${name}: ${figure}`);

test("with two groups, some who came late, some who left and came again, and one whom staff booked for", async () => {
	const checked = await look();
	expect(red(checked)).toEqual([]);
	expect(checked).toMatchObject({ double: 0, lost: 0, unfair: 0 });
	const places = invitations.length + 1;
	expect(checked.draw).toEqual({ tickets: places, inDraw: 60, record: "right" });
	expect(book.calls.filter(({ code }) => code === "QUEUE").length).toBeGreaterThan(60);
});

test("and who came late and stands before who came earlier is found", async () => {
	await admin.query("update app.tickets set tail_no = 100 - tail_no where tail_no in (1, 2)");
	await admin.query(
		"update app.tickets set tail_no = case tail_no when 98 then 1 else 2 end where tail_no > 90",
	);
	expect(red(await look()).join()).toContain("The order is the draw's: 2 broken");
	await admin.query("update app.tickets set tail_no = tail_no + 100 where tail_no in (1, 2)");
	await admin.query("update app.tickets set tail_no = 103 - tail_no where tail_no > 90");
	expect(red(await look())).toEqual([]);
});

test("and who is let in before it is told that they were called", async () => {
	const calls = book.calls.map((each) => ({ ...each }));
	const last = calls.findLast(({ verb, status }) => verb === "enter" && status === 200);
	Object.assign(last ?? {}, { sent: (last?.sent ?? 0) - 60_000, heard: (last?.heard ?? 0) - 60_000 });
	const checked = await look(calls);
	expect(checked.unfair).toBe(1);
	expect(red(checked).join()).toContain("Nobody comes in before their turn: 1 broken");
});

test("and what staff are not known to have booked is nobody's", async () => {
	await admin.query("update app.opening_events set kind = 'saved' where kind = 'booked_for'");
	const found = red(await look()).join();
	await admin.query("update app.opening_events set kind = 'booked_for' where detail ->> 'booking' = $1", [
		helped.booking_id,
	]);
	expect(found).toContain("nobody asked for it");
	expect(found).toContain("Nobody comes in before their turn");
});
