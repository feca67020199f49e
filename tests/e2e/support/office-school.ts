import { randomUUID } from "node:crypto";
import { everyDay, typeWish } from "../../support/import-wish.ts";
import { sql } from "./school.ts";

/** A school for one test alone: an opening of all of it must not close what other tests book. */
export type Office = {
	own: string;
	school: string;
	email: string;
	teachers: { handle: string; name: string; email: string }[];
};

export async function newOffice({ teaches = false } = {}): Promise<Office> {
	const own = randomUUID().slice(0, 8);
	const school = `Office School ${own}`;
	const teachers = ["Ada", "Bela"].map((name) => ({
		handle: `${name.toLowerCase()}-${own}`,
		name: `${name} ${own}`,
		email: `${name.toLowerCase()}-${own}@school.example`,
	}));
	const email = teaches ? (teachers[0]?.email ?? "") : `office-${own}@school.example`;
	await sql("select app.import_school($1)", [
		JSON.stringify({
			handle: `office-${own}`,
			name: school,
			staff: [email],
			teachers: teachers.map((teacher) => ({
				...teacher,
				time_zone: "Europe/Berlin",
				subjects: ["Testing"],
				about: "",
				spans: everyDay(480, 1080),
				types: [
					typeWish({
						handle: "talk",
						name: "Parents’ talk",
						duration_minutes: 60,
						notice_minutes: 120,
						horizon_days: 14,
					}),
				],
			})),
		}),
	]);
	return { own, school, email, teachers };
}

/** `2026-11-30T09:00` by the clocks in Berlin, as many days from now. */
export function inBerlin(days: number, clock: string): string {
	const day = new Date(Date.now() + days * 86_400_000).toLocaleDateString("en-CA", {
		timeZone: "Europe/Berlin",
	});
	return `${day}T${clock}`;
}

/** Asks for an opening's status as a waiting room does: that is what moves it on. */
export async function step(id: string): Promise<void> {
	await fetch(`${process.env.APP_URL}/api/openings/${id}/status/20`);
}
