import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import type { Call } from "../../stack/rehearsal/call.ts";
import { check } from "../../stack/rehearsal/checker/check.ts";
import { Logbook } from "../support/logged-families.ts";
import { ring, saveOpening, seedOffice } from "../support/openings.ts";
import { type OwnDatabase, ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";

const people = 24;
const times = 4;

/** A function as it is, but for some words of it. */
async function other(on: pg.Client, name: string, words: string, others: string): Promise<void> {
	const { rows } = await on.query("select pg_get_functiondef($1::regproc) as source", [name]);
	expect(rows[0].source).toContain(words);
	await on.query(rows[0].source.replaceAll(words, others));
}

/**
 * People who want a few times again and again, for holds that last a twentieth of a second instead of minutes; a tenth of
 * all answers is lost, and asked for again with the same key.
 */
async function storm(on: OwnDatabase, seats: number): Promise<{ calls: Call[]; opening: string }> {
	await other(on.admin, "api.hold_slot", "make_interval(mins => v_type.hold_minutes)", "interval '50 ms'");
	await other(on.admin, "api.extend_hold", "make_interval(mins => type.hold_minutes)", "interval '50 ms'");
	const office = await seedOffice(on.admin, "school", ["ada"], { types: [{ seats, cutoff_minutes: 0 }] });
	const opening = await saveOpening(on.admin, office, {
		audience: "anyone",
		waiting_room: false,
		bookings_each: 50,
	});
	await ring(on.admin, opening);
	const server = new pg.Pool({ connectionString: on.serverUrl, max: people });
	const book = new Logbook(server, "ada", 0.1);
	const often = async (ask: () => Promise<Call>) => {
		let line = await ask();
		for (let tries = 0; line.status === 0 && tries < 2; tries++) line = await ask();
		return line;
	};
	const live = async (person: number) => {
		for (let round = 0; round < 20; round++) {
			const at = slotStart(Math.floor(Math.random() * times));
			const [key, second] = [randomUUID(), randomUUID()];
			const holds = Math.random() < 0.8;
			const held = await often(() =>
				holds ? book.hold(person, null, at, key) : book.book(person, null, at, key),
			);
			await pause(Math.random() * 20);
			if (held.status !== 201) continue;
			if (held.verb === "hold") {
				await pause(Math.random() * 120);
				if (Math.random() < 0.3) await book.extend(person, held);
				if (Math.random() < 0.3) await book.release(person, held);
				else await often(() => book.confirm(person, held, second));
			}
			await pause(Math.random() * 20);
			if (Math.random() < 0.9) await often(() => book.cancel(person, held));
		}
	};
	await Promise.all(Array.from({ length: people }, (_, person) => live(person)));
	await server.end();
	return { calls: book.calls, opening: opening.id };
}

test.each([1, 3])("in a storm on times of %i seats, with answers that never come", async (seats) => {
	const own = await ownDatabase();
	const stormed = await storm(own, seats);
	const checked = await check({ ...stormed, database: own.admin, toleranceMs: 2 });
	expect(checked.verdicts.filter(({ kept }) => !kept)).toEqual([]);
	expect(checked).toMatchObject({ double: 0, lost: 0, unfair: 0 });
	for (const code of ["TAKEN", "LAPSD"])
		expect(stormed.calls.filter((call) => call.code === code).length, code).toBeGreaterThan(2);
	expect(stormed.calls.filter(({ status }) => status === 0).length).toBeGreaterThan(10);
});

test.each([
	["a hold that stands is let go as if it had run out", "booking.held_until <= now() + interval '40 ms'"],
	["a hold that ran out is kept from who wants the time", "booking.held_until <= now() - interval '1 hour'"],
])("and where %s, it is found", async (_what, instead) => {
	const own = await ownDatabase();
	await other(own.admin, "app.free_lapsed_holds", "booking.held_until <= now()", instead);
	const { verdicts } = await check({ ...(await storm(own, 1)), database: own.admin, toleranceMs: 2 });
	expect(verdicts.filter(({ kept }) => !kept).map(({ name }) => name)).toContain(
		"Each slot's calls happened in some order that respects real time",
	);
});
