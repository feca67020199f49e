import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type Office, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { inShort, type Noted, noted } from "../support/trail.ts";
import { book, call } from "../support/verbs.ts";
import { join } from "../support/waiting.ts";

const { admin } = await ownDatabase();
let [teacher, user] = ["", ""];
let office: Office;
beforeEach(async () => {
	const school = `s-${randomUUID().slice(0, 8)}`;
	[teacher, user] = [`${school}-ada`, randomUUID()];
	office = await seedOffice(admin, school, [teacher]);
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
	await admin.query("update app.appointment_types set waitlist = true");
});
const during = (act: () => Promise<unknown>) => noted(admin, act);
const schoolOf = async (handle: string) =>
	(await admin.query("select school_id from app.teachers where handle = $1", [handle])).rows[0].school_id;

describe("of who was erased", () => {
	const email = () => `${randomUUID()}@home.example`;
	const erasures = (lines: Noted[]) => lines.filter(({ verb }) => verb === "erased");

	test("the office's line says how much, and neither whom nor by which id; nothing where there was nothing", async () => {
		const who = { name: "Quillon Vexworth", email: email() };
		const full = await book(admin, { teacher, at: slotStart(0) });
		for (const n of [1, 2]) await book(admin, { teacher, at: slotStart(n), ...who });
		await join(admin, { teacher, at: full.starts_at, ...who });
		const erase = () => call(admin, "erase_booker", office.staff, who.email);
		const lines = await during(erase);
		expect(inShort(lines)).toEqual([
			"staff cancelled booking",
			"staff cancelled booking",
			"staff erased booker",
		]);
		const [line] = erasures(lines);
		expect(line).toMatchObject({
			...{ school_id: await schoolOf(teacher), teacher_id: null, before: null, after: { count: 3 } },
		});
		expect(JSON.stringify(lines)).not.toMatch(/vexworth|home\.example/i);
		const { rows } = await admin.query("select from app.bookings where id = $1", [line?.subject_id]);
		expect(rows).toEqual([]);
		expect(await during(erase)).toEqual([]);
		const page = await call<{ changes: object[] }>(
			...([admin, "list_trail", office.staff, JSON.stringify({ school: true, kinds: ["booker"] })] as const),
			...[null, null, 10],
		);
		expect(page.changes).toMatchObject([{ verb: "erased", by: "staff", actor: office.email, subject: null }]);
	});

	test("who did so by themselves is the booker, once at each school where they had something", async () => {
		const other = `o-${randomUUID().slice(0, 8)}`;
		await seedOffice(admin, other, [other]);
		const who = { email: email() };
		for (const [n, at] of [teacher, teacher, other].entries())
			await book(admin, { teacher: at, at: slotStart(10 + n), ...who });
		await call(admin, "ask_mine", who.email);
		const { rows } = await admin.query("select id, version from app.bookers where email = $1", [who.email]);
		const lines = erasures(await during(() => call(admin, "erase_mine", rows[0].id, rows[0].version)));
		expect(inShort(lines)).toEqual(Array(2).fill("booker erased booker"));
		const counts = lines.map((line) => {
			const { school_id, after } = line as Noted & { school_id: string };
			return [school_id, after?.count];
		});
		expect(new Map(counts as [string, number][])).toEqual(
			new Map([
				[await schoolOf(teacher), 2],
				[await schoolOf(other), 1],
			]),
		);
	});
});

describe("of who is told elsewhere", () => {
	const secrets = /sealed|secret_hash|https/;
	const hook = () => {
		const id = randomUUID();
		const save = (version: number, events: string[], on = true) =>
			call(admin, "save_hook", user, id, version, events, on, "sealed https address", "sealed secret");
		return { id, save };
	};

	test("a webhook is noted as it is made, changed, paused, given another secret and removed; and nothing secret is", async () => {
		const { id, save } = hook();
		const [confirmed, cancelled] = ["booking.confirmed", "booking.cancelled"];
		const lines = await during(async () => {
			await save(0, [confirmed]);
			await save(0, [confirmed]);
			await save(1, [confirmed, cancelled]);
			await save(2, [confirmed, cancelled], false);
			await save(3, [confirmed, cancelled]);
			await call(admin, "renew_hook_secret", user, id, randomUUID(), "sealed other");
			await call(admin, "drop_hook", user, id, null);
		});
		expect(inShort(lines).map((line) => line.replace("teacher ", ""))).toEqual([
			...["made hook", "changed hook", "paused hook", "resumed hook", "changed hook", "removed hook"],
		]);
		expect(new Set(lines.map(({ subject_id }) => subject_id))).toEqual(new Set([id]));
		expect(lines[1]).toMatchObject({
			before: { events: [confirmed] },
			after: { events: [confirmed, cancelled] },
		});
		expect(JSON.stringify(lines)).not.toMatch(secrets);
	});

	test("what becomes of telling is not, but that one was switched off by itself", async () => {
		const { id, save } = hook();
		await save(0, ["booking.confirmed"]);
		await book(admin, { teacher, at: slotStart(0) });
		const tell = async () => {
			const { rows } = await admin.query(
				`update app.hooks hook set claim = gen_random_uuid() from app.hook_deliveries delivery
				where hook.id = $1 and delivery.hook_id = hook.id returning delivery.id, hook.claim`,
				[id],
			);
			return call(admin, "settle_hook_delivery", rows[0].id, rows[0].claim, 500, "no");
		};
		expect(await during(tell)).toEqual([]);
		await admin.query(
			"update app.hooks set failures = 60, failing_since = now() - interval '4 days' where id = $1",
			[id],
		);
		expect(inShort(await during(tell))).toEqual(["system paused hook"]);
	});

	test("so is a teacher's own calendar, each time it has another address; a booker's is theirs", async () => {
		const share = (secret: string | null) => call(admin, "share_desk", user, secret);
		const lines = await during(async () => {
			await share("ab".repeat(32));
			await share("cd".repeat(32));
			await share(null);
			await share(null);
		});
		expect(inShort(lines)).toEqual([
			...["teacher made calendar", "teacher changed calendar", "teacher removed calendar"],
		]);
		expect(JSON.stringify(lines)).not.toMatch(/secret|abab|cdcd/);

		const email = `${randomUUID()}@home.example`;
		await book(admin, { teacher, at: slotStart(20), email });
		await call(admin, "ask_mine", email);
		const { rows } = await admin.query("select id, version from app.bookers where email = $1", [email]);
		const own = () => call(admin, "share_mine", rows[0].id, rows[0].version, "ef".repeat(32));
		expect(await during(own)).toEqual([]);
	});
});
