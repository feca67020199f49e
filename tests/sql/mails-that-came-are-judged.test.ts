import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { check } from "../../stack/rehearsal/checker/check.ts";
import type { Delivery } from "../../stack/rehearsal/checker/laws/deliveries.ts";
import { ring, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call } from "../support/verbs.ts";

type Row = Delivery & { id: string; kind: string; recipient: string; state: string };

const { admin } = await ownDatabase();
let opening = "";
let mails: Row[] = [];
/** What tells a booker of a booking that stands, and its name in what is said of it. */
let standing: Row;
let named = "";

beforeAll(async () => {
	const office = await seedOffice(admin, "school", ["ada"], { types: [{ cutoff_minutes: 0 }] });
	const saved = await saveOpening(admin, office, { audience: "anyone", waiting_room: false });
	opening = saved.id;
	await ring(admin, saved);
	for (let i = 0; i < 4; i++) {
		const booked = await book(admin, { at: slotStart(i) });
		if (i === 3) await call(admin, "cancel_booking", booked.booking_id, 1);
	}
	const { rows } = await admin.query<Row>(
		`select mail.id, mail.kind, mail.recipient, booking.state, '<' || mail.id || '@localhost>' as "messageId",
			array[case mail.recipient when 'booker' then booking.email::text else 'ada@school.example' end] as to
		from app.mails mail join app.bookings booking on booking.id = mail.booking_id order by mail.id`,
	);
	mails = rows;
	standing = rows.find(({ state, recipient }) => state === "confirmed" && recipient === "booker") as Row;
	named = `${standing.id}, confirmed to its booker,`;
});

/** What is said of the mails where these came; null where all is well. */
async function broken(deliveries: Delivery[]): Promise<string | null> {
	const { verdicts } = await check({ calls: [], database: admin, opening, deliveries });
	const verdict = verdicts.find(({ name }) => name === "Every mail arrives, each by one Message-ID");
	expect(verdict).toBeDefined();
	return verdict?.kept ? null : (verdict?.figure ?? "");
}

test("each once, or several times as the same, is how it should be", async () => {
	expect(mails.length).toBe(10);
	expect(await broken(mails)).toBeNull();
	expect(await broken([...mails, standing, standing])).toBeNull();
});

test("what confirms a booking that is cancelled may stay away, and nothing else", async () => {
	const came = mails.filter(({ state, kind }) => state !== "cancelled" || kind !== "confirmed");
	expect(came.length).toBe(8);
	expect(await broken(came)).toBeNull();
	expect(await broken(came.filter(({ kind }) => kind !== "cancelled"))).toContain("2 broken");
});

test("one that never came is found, whatever the outbox says of it", async () => {
	await admin.query("update app.mails set sent_at = now() where id = $1", [standing.id]);
	expect(await broken(mails.filter((one) => one !== standing))).toContain(`${named} never came`);
});

test("one that came again under another Message-ID is found", async () => {
	const { messageId } = standing;
	const twice = { ...standing, messageId: messageId.replace("localhost", "other.example") };
	expect(await broken([...mails, twice])).toContain(`${named} came as`);
	const strange = { ...standing, messageId: `<${randomUUID()}@localhost>` };
	expect(await broken([...mails, strange])).toContain("is no mail of the outbox");
});

test("one that came to somebody else is found, also where it came to both", async () => {
	const others = mails.filter((one) => one !== standing);
	for (const to of [["another@home.example"], [...standing.to, "another@home.example"]])
		expect(await broken([...others, { ...standing, to }])).toContain(`${named} came to somebody else`);
});
