import { expect, type Page } from "@playwright/test";
import { newTeacher, sql, type TestTeacher } from "./school.ts";
import { hydrated, signIn } from "./sign-in.ts";

export const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
export const saved = (page: Page) => expect(page.getByText("Saved. Your page shows it now.")).toBeVisible();

export const undo = (page: Page) => page.getByRole("button", { name: "Undo", exact: true });
export const undone = (page: Page, what = "Your page shows it as it was.") =>
	expect(page.getByText(`Undone. ${what}`)).toBeVisible();

/** The same part of the hours on another desk, once it answers: what is typed into a page before its script runs is lost. */
export async function secondDesk(page: Page, path: string): Promise<Page> {
	const second = await page.context().newPage();
	await second.goto(`/desk/hours${path}`);
	await hydrated(second);
	return second;
}

/** A teacher of this test's own, at one part of their hours. */
export async function openHours(
	page: Page,
	path: string,
	wish: Parameters<typeof newTeacher>[0] = {},
): Promise<TestTeacher> {
	const teacher = await newTeacher({ cutoff: 0, ...wish });
	await signIn(page, teacher.email, `/desk/hours${path}`);
	return teacher;
}

/** A day of next week, 1 is Monday, as its date. */
export function nextWeek(weekday: number): string {
	const now = Date.now();
	const monday = now - ((new Date(now).getUTCDay() + 6) % 7) * 86_400_000;
	return new Date(monday + (6 + weekday) * 86_400_000).toISOString().slice(0, 10);
}

/** Somebody books a teacher at that time of London's clocks. */
export async function bookAt(teacher: TestTeacher, local: string, name: string): Promise<void> {
	await sql(
		"select api.book_slot($1, $2, 'lesson', $3::timestamp at time zone 'Europe/London', $4, $5, 'UTC')",
		[
			`browser-${teacher.handle}-${local}`,
			...[teacher.handle, local, name],
			`${name.toLowerCase().replace(/\W+/g, ".")}-${teacher.handle}@booker.example`,
		],
	);
}
