import { button, openHours, saved, undo, undone } from "./support/hours.ts";
import { sql } from "./support/school.ts";
import { expect, test } from "./support/test.ts";

test.use({ actionTimeout: 15_000 });

test("two clicks on Undo are one: what was undone is done again only by who asks for that", async ({
	page,
}) => {
	const { handle } = await openHours(page, "");
	await button(page, /^Remove Monday/).click();
	await button(page, "Save hours").click();
	await saved(page);
	let sent = 0;
	page.on("request", (request) => {
		if (request.method() === "PUT" && request.url().endsWith("/api/schedules")) sent++;
	});
	await undo(page).dblclick({ delay: 100 });
	await undone(page);
	await expect(button(page, "Redo")).toBeEnabled();
	expect(sent).toBe(1);
	expect(await worksOnMondays(handle)).toBe(true);
	await button(page, "Redo").click();
	await saved(page);
	await expect(undo(page)).toBeEnabled();
	expect(sent).toBe(2);

	// Who clicks without end does so while it is sent, while the page is read anew, and just after it became the other one.
	await undo(page).evaluate(async (one: HTMLElement) => {
		const wait = (ms: number) => new Promise((wake) => setTimeout(wake, ms));
		const clicks = setInterval(() => one.click(), 20);
		while (one.textContent === "Undo") await wait(20);
		await wait(200);
		clearInterval(clicks);
	});
	await undone(page);
	await expect(button(page, "Redo")).toBeEnabled();
	expect(sent).toBe(3);
	expect(await worksOnMondays(handle)).toBe(true);
	await button(page, "Redo").click();
	await saved(page);
	expect(await worksOnMondays(handle)).toBe(false);
});

async function worksOnMondays(handle: string): Promise<boolean> {
	const rows = await sql(
		`select from app.weekly_hours join app.schedules on schedules.id = schedule_id
		join app.teachers on teachers.id = teacher_id where handle = $1 and weekday = 1`,
		[handle],
	);
	return rows.length > 0;
}
