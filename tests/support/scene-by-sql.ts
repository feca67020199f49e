import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Answer, Placed, Try, Who } from "./scene.ts";
import { instant } from "./slots-by-sql.ts";

/** Asks SQL, and gives what it answered and who is placed where by it. */
export async function ask(admin: pg.Client, wish: Try): Promise<[Answer, Placed[]]> {
	const who = "who" in wish ? [wish.who.name, wish.who.email, "UTC"] : [];
	const said = "who" in wish ? JSON.stringify(wish.who.answers) : "";
	const key = randomUUID();
	const args = {
		hold_slot: ({ at, minutes }: Single) => [key, "ada", "lesson", instant(at), null, 1, minutes],
		book_slot: ({ at, minutes }: Single) => [
			...[key, "ada", "lesson", instant(at), ...who, null, 1, minutes, said],
		],
		hold_team_slot: ({ at, minutes }: Single) => [key, "any", "lesson", instant(at), minutes],
		book_team_slot: ({ at, minutes }: Single) => [key, "any", "lesson", instant(at), ...who, minutes, said],
	};
	const values =
		wish.verb === "book_series"
			? [key, "ada", "lesson", wish.starts.map(instant), ...who, wish.minutes, said]
			: wish.verb === "confirm_hold"
				? [key, wish.held.id, wish.held.link, ...who, said]
				: args[wish.verb](wish);
	const answer = await tried(admin, wish.verb, values);
	if (answer.code) return [no(answer), []];
	const booked = (answer.bookings ?? [answer]) as { booking_id: string; link_version: number }[];
	const isAsked = "decide_until" in answer;
	const state = wish.verb.startsWith("hold") ? "held" : isAsked ? "pending" : "confirmed";
	const { email, name } = "who" in wish ? (wish.who as Who) : { email: "", name: "" };
	const placed = booked.map(
		(each): Placed => ({ id: each.booking_id, link: each.link_version, email, name, state }),
	);
	const teacher = answer.teacher as string | undefined;
	return [{ code: "ok", isAsked, ...(teacher && { teacher }) }, placed];
}

type Single = { at: number; minutes: number | null };

function no({ code, detail }: Record<string, unknown>): Answer {
	const { startsAt, why } = JSON.parse((detail as string) || "{}");
	return { code: code as string, ...(startsAt && { date: Date.parse(startsAt) }), ...(why && { why }) };
}

/** What a verb gives, or its no; whatever it did before it said no is undone. */
export async function tried(
	admin: pg.Client,
	verb: string,
	values: unknown[],
): Promise<Record<string, unknown>> {
	const places = values.map((_, i) => `$${i + 1}`).join(", ");
	await admin.query("savepoint before");
	try {
		const { rows } = await admin.query(`select api.${verb}(${places}) as answer`, values);
		return rows[0].answer;
	} catch (error) {
		await admin.query("rollback to savepoint before");
		const { code, detail } = error as { code: string; detail?: string };
		if (!/^[A-Z]{4}[A-Z0]$/.test(code)) throw error;
		return { code, detail };
	}
}

type Listed = { starts_at: string; ends_at: string; seats_left: number; teachers?: number };

/** What is listed of ada's lesson, or of the team's, in `[from, until)`. */
export async function listBySql(
	admin: pg.Client,
	whose: "ada" | "any",
	minutes: number | null,
	from: number,
	until: number,
): Promise<{ start: number; end: number; seats: number; teachers: number }[]> {
	const verb = whose === "ada" ? "list_slots" : "list_team_slots";
	const { rows } = await admin.query(`select api.${verb}($1, 'lesson', $2, $3, $4) -> 'slots' as slots`, [
		...[whose, instant(from), instant(until), minutes],
	]);
	return (rows[0].slots as Listed[]).map(({ starts_at, ends_at, seats_left, teachers = 1 }) => ({
		...{ start: Date.parse(starts_at), end: Date.parse(ends_at), seats: seats_left, teachers },
	}));
}
