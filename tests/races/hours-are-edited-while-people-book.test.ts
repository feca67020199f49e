import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import type { Call } from "../../stack/rehearsal/call.ts";
import { type Checked, check } from "../../stack/rehearsal/checker/check.ts";
import { brokenLaws } from "../support/checker.ts";
import { Logbook } from "../support/logged-families.ts";
import { halfHours, ring, saveOpening, seedOffice } from "../support/openings.ts";
import { type OwnDatabase, ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const times = 12;
const people = 16;
const edits = 10;

/** People book and cancel at one teacher's, who offers either all of a day's times or only its first half, by turns. */
async function rehearse(on: OwnDatabase): Promise<{ calls: Call[]; opening: string }> {
	const office = await seedOffice(on.admin, "school", ["ada"], { halfHours: times });
	const opening = await saveOpening(on.admin, office, { audience: "anyone", waiting_room: false });
	await ring(on.admin, opening);
	const userId = randomUUID();
	await on.admin.query("update app.teachers set user_id = $1", [userId]);
	const { rows } = await on.admin.query("select id from app.schedules");
	const server = new pg.Pool({ connectionString: on.serverUrl, max: people + 1 });
	const book = new Logbook(server, "ada");
	const edited: Call[] = [];
	let over = false;

	const edit = async (version: number) => {
		const offered = version % 2 ? times / 2 : times;
		const sent = Date.now();
		const wish = { name: "Hours", spans: halfHours(offered), own_days: [] };
		await call(server, "save_schedule", userId, rows[0].id, version, JSON.stringify(wish));
		edited.push({
			...{
				person: -1,
				verb: "edit",
				due: sent,
				sent,
				heard: Date.now(),
				status: 200,
				code: null,
				slot: "ada",
			},
			...{ key: null, ref: null, heldUntil: null, email: null, ticket: null },
			offers: Object.fromEntries(Array.from({ length: times }, (_, i) => [slotStart(i), i < offered])),
		});
	};
	const live = async (person: number) => {
		for (let i = person; !over; i++) {
			const taken =
				i % 2 ? await book.book(i * people + person, null, slotStart(i % times)) : await hold(i, person);
			if (taken?.status === 201) await book.cancel(person, taken);
		}
	};
	const hold = async (i: number, person: number) => {
		const held = await book.hold(person, null, slotStart(i % times));
		return held.status === 201 ? book.confirm(i * people + person, held) : undefined;
	};
	const lives = Array.from({ length: people }, (_, person) => live(person));
	for (let version = 1; version <= edits; version++) {
		await pause(60);
		await edit(version);
	}
	over = true;
	await Promise.all(lives);
	await server.end();
	return { calls: [...book.calls, ...edited], opening: opening.id };
}

const red = ({ verdicts }: Checked) => verdicts.filter(({ kept }) => !kept).map(({ name }) => name);
const told = ({ verdicts }: Checked) => verdicts.map(({ name, figure }) => `${name}: ${figure}`).join("\n");
const law = "What a teacher takes back is refused, and nothing else is";

test("what is taken back is refused from then on, and who had a time keeps it", async () => {
	const own = await ownDatabase();
	const rehearsed = await rehearse(own);
	const checked = await check({ ...rehearsed, database: own.admin });
	expect(red(checked), told(checked)).toEqual([]);
	const gone = rehearsed.calls.filter(({ code }) => code === "GONE0").length;
	expect(gone).toBeGreaterThan(20);
	expect(told(checked)).toContain(
		`${edits} edits, and ${gone.toLocaleString("en")} times that were refused as gone`,
	);
	expect(await brokenLaws(own.admin)).toEqual([]);
});

test("where a time that is offered is refused as gone, that is found", async () => {
	const open = await ownDatabase();
	await without(open.admin, "app.require_offered", [
		"not app.is_offered(p_type, p_starts_at)",
		"random() < 0.2",
	]);
	const checked = await check({ ...(await rehearse(open)), database: open.admin });
	expect(red(checked), told(checked)).toEqual([law]);
});
