import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { everyHour } from "../support/import-wish.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, codeOf, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();
await seedTeacher(admin, "ada");
const userId = randomUUID();
await admin.query("update app.teachers set user_id = $1", [userId]);

const { rows } = await admin.query("select id from app.schedules");

type Span = { weekday: number; starts_minute: number; ends_minute: number };
/** The version that the hours have then. */
const save = async (version: number, spans: Span[]): Promise<number> => {
	const wish = JSON.stringify({ name: "Hours", spans, own_days: [] });
	const saved = await call<{ schedule: { version: number } }>(
		admin,
		"save_schedule",
		userId,
		rows[0].id,
		version,
		wish,
	);
	return saved.schedule.version;
};
const monday = { weekday: 1, starts_minute: 540, ends_minute: 600 };
const tuesday = { weekday: 2, starts_minute: 540, ends_minute: 600 };

test("who saves the same again, never having heard the answer, hears the same answer", async () => {
	expect(await save(1, [tuesday, monday])).toBe(2);
	expect(await save(1, [monday, tuesday])).toBe(2);
	expect(await save(2, [])).toBe(3);
	expect(await save(2, [])).toBe(3);
});

test("who saves something else on old hours hears STALE, and nothing changes", async () => {
	expect(await codeOf(save(2, [monday]))).toBe("STALE");
	expect(await codeOf(save(1, []))).toBe("STALE");
	expect(await codeOf(save(9, []))).toBe("STALE");
	expect(await call(admin, "open_desk", userId)).toMatchObject({ has_hours: false });
	expect(await save(3, [])).toBe(4);
});

test("what was booked stands when the hours go, and a time on nobody's hours is GONE0", async () => {
	await save(4, everyHour);
	expect(await call(admin, "open_desk", userId)).toMatchObject({ has_hours: true });
	const booked = await book(admin, { at: slotStart(0) });
	const held = await hold(admin, { at: slotStart(1) });
	await save(5, []);
	expect(await codeOf(book(admin, { at: slotStart(2) }))).toBe("GONE0");
	expect(await call(admin, "get_booking", booked.booking_id, 1)).toMatchObject({ state: "confirmed" });
	expect(
		await codeOf(
			call(admin, "confirm_hold", randomUUID(), held.booking_id, 1, "Booker", "b@booker.example", "UTC"),
		),
	).toBe("ok");
});
