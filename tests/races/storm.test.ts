import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, confirm, hold } from "../support/verbs.ts";

const acts = 2_400;
const connections = 24;
const refusals = new Set(["TAKEN", "LAPSD", "NTFND", "CLASH", "LIMIT"]);
const nobody: Booked = { booking_id: randomUUID(), link_version: 1, starts_at: "", ends_at: "" };

const { admin, adminUrl, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: connections });
const clockmaker = new pg.Pool({ connectionString: adminUrl, max: 4 });
afterAll(() => Promise.all([pool.end(), clockmaker.end()]));

test.each([
	["one seat each", 1],
	["three seats each", 3],
])(
	"booking, holding, confirming, extending, releasing, cancelling and lapsing at once, with %s, break no law",
	async (_name, seats) => {
		const teacher = `storm-${seats}`;
		await seedTeacher(admin, teacher, { types: [{ seats, cutoff_minutes: 0 }] });
		const known: Booked[] = [];
		// Mostly a late one: those before it are settled.
		const any = () => known[known.length - 1 - Math.floor(Math.random() * 12)] ?? nobody;
		const at = () => slotStart(Math.floor(Math.random() * 12));
		const verbs: Record<string, () => Promise<unknown>> = {
			book: async () => known.push(await book(pool, { teacher, at: at() })),
			hold: async () => known.push(await hold(pool, { teacher, at: at() })),
			confirm: () => confirm(pool, any()),
			extend: () => call(pool, "extend_hold", any().booking_id, 1),
			release: () => call(pool, "release_hold", any().booking_id, 1),
			cancel: () => cancel(pool, any()),
			// Time passes for one hold; one row, so that this is no party to any deadlock.
			lapse: () =>
				clockmaker.query(`
				update app.bookings set held_until = now() - interval '1 second' where id = (
					select id from app.bookings where state = 'held' order by random() limit 1 for update skip locked
				)`),
		};
		const names = "book hold hold hold confirm confirm extend release cancel cancel cancel lapse".split(" ");
		const done: Record<string, number> = {};
		const unexpected: string[] = [];
		let left = acts;
		const line = async () => {
			while (left-- > 0) {
				const name = names[Math.floor(Math.random() * names.length)] ?? "";
				try {
					await verbs[name]?.();
					done[name] = (done[name] ?? 0) + 1;
				} catch (error) {
					const { code, message } = error as { code?: string; message: string };
					if (!refusals.has(code ?? "")) unexpected.push(`${name}: ${code} ${message}`);
				}
			}
		};
		await Promise.all(Array.from({ length: connections }, line));
		expect(unexpected).toEqual([]);
		for (const name of Object.keys(verbs)) expect(done[name] ?? 0, `${name} succeeded`).toBeGreaterThan(5);
		expect(await brokenLaws(admin)).toEqual([]);
	},
);
