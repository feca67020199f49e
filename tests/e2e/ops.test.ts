import { randomUUID } from "node:crypto";
import { cutOff, look, picture, tabTo } from "./support/look.ts";
import { newOffice } from "./support/office-school.ts";
import { sql } from "./support/school.ts";
import { signIn } from "./support/sign-in.ts";
import { expect, type Page, test } from "./support/test.ts";

const project = () => test.info().project.name.replaceAll(", ", "-");

async function operator(page: Page): Promise<void> {
	const email = `ops-${randomUUID().slice(0, 8)}@host.example`;
	await sql("insert into app.operators (email) values ($1)", [email]);
	await signIn(page, email, "/ops");
}

/** An hour in which people booked, some in vain; the cron of the app has seen the last minutes itself. */
async function anHour(): Promise<void> {
	await sql(
		`insert into app.watch_minutes (minute, traffic, gauges, broken)
		select date_trunc('minute', now()) - n * interval '1 minute', case when n <> 20 then jsonb_build_object(
			'answered', 300, 'failed', n % 7, 'routes', jsonb_build_object(
				'GET slots', jsonb_build_object('outcomes', jsonb_build_object('ok', 200 + n, 'BUSY0', n % 7), 'took', '[150, 40, 10, 0, 0, 0, 0, 0, 0, 0]'::jsonb),
				'POST bookings', jsonb_build_object('outcomes', jsonb_build_object('ok', 60, 'TAKEN', 30), 'took', '[0, 20, 40, 20, 8, 2, 0, 0, 0, 0]'::jsonb)
			), 'pool', '[200, 5, 1, 0, 0, 0, 0, 0, 0, 0]'::jsonb, 'queue', n % 5, 'shed', n % 7, 'database', '{"55P03": 1}'::jsonb,
			'copies', '{"near": 900, "awaited": 40, "redis": 120, "source": 20}'::jsonb, 'lost', 0
		) end, null, null
		from generate_series(1, 60) as n
		on conflict (minute) do update set traffic = excluded.traffic`,
	);
}

test("an operator sees what is wrong first, then the last hour drawn, with the same numbers in tables", async ({
	page,
}) => {
	await anHour();
	await sql(
		`insert into app.watch_alerts (name, said, since, told_at) values ('replica-behind', 'it is 48 s behind', now() - interval '12 minutes', now())
		on conflict (name) where (well_at is null) do update set said = excluded.said, since = excluded.since`,
	);
	await sql(
		`insert into app.watch_alerts (name, said, since, seen_at, told_at, well_at, well_told_at)
		select 'mails-stuck', '12 wait, the oldest for 14 min; nobody takes them', at, at, at, at + interval '20 minutes', at
		from (select now() - interval '2 days' as at) as past`,
	);
	await operator(page);
	await expect(page.getByRole("alert").filter({ hasText: "The replica is behind, or gone" })).toContainText(
		"48 s",
	);
	await expect(page.getByRole("heading", { name: "What was asked for" })).toBeVisible();
	await expect(page.getByRole("rowheader", { name: "POST bookings" })).toBeVisible();
	// Tests beside this one set times by hand, and the watch sees what no visitor could have done.
	await expect(page.getByText(/^(All hold\.|Broken, by what was touched)/)).toBeVisible();
	await look(page, "ops");
	expect(await cutOff(page, "[aria-label='Requests by route']")).toEqual([]);
	await picture(page, `ops-whole-${project()}`, { fullPage: true });
	for (const each of await page.getByText("As a table").all()) {
		await tabTo(page, each);
		await page.keyboard.press("Enter");
	}
	await expect(page.getByRole("table", { name: "Requests, by minute" })).toBeVisible();
	await expect(page.getByRole("table", { name: "How long answers took, by minute" })).toBeVisible();
	await page.getByText("well again").click();
	await expect(page.getByText("12 wait, the oldest for 14 min")).toBeVisible();
	await look(page, "ops-tables");
	await sql(
		"update app.watch_alerts set well_at = now(), well_told_at = now() where name = 'replica-behind' and well_at is null",
	);
});

test("nobody else is let in: not who is signed out, and not a school's staff or teachers", async ({
	page,
}) => {
	await page.goto("/ops");
	await expect(page.getByRole("heading", { name: "Operations" })).toBeVisible();
	await look(page, "ops-sign-in");
	const { email } = await newOffice({ teaches: true });
	await signIn(page, email, "/ops");
	await expect(page.getByRole("heading", { name: "Only for operators" })).toBeVisible();
	await look(page, "ops-refused");
	expect(await page.evaluate(async () => (await fetch("/api/operations")).status)).toBe(403);
	expect(await page.content()).not.toMatch(/What was asked for|POST bookings/);
	await page.getByRole("button", { name: "Sign out" }).click();
	await expect(page.getByRole("textbox", { name: "E-mail" })).toBeVisible();
	await expect(page).toHaveURL(/\/ops$/);
});

test("before anything was watched it says what to do", async ({ page }) => {
	await operator(page);
	const nothing = page.getByRole("heading", { name: "Nothing is watched yet" });
	// The app's own cron looks every few seconds.
	await expect(async () => {
		await sql("delete from app.watch_minutes");
		await page.reload();
		await expect(nothing).toBeVisible({ timeout: 2_000 });
	}).toPass();
	await look(page, "ops-empty");
});

test("a look that fails is said, with what was seen before, and can be made again", async ({ page }) => {
	await anHour();
	await operator(page);
	await page.route("**/api/operations", (route) => route.abort());
	await expect(page.getByText("We could not look just now.", { exact: false })).toBeVisible({
		timeout: 40_000,
	});
	await expect(page.getByRole("rowheader", { name: "POST bookings" })).toBeVisible();
	await look(page, "ops-lost");
	await page.unroute("**/api/operations");
	await page.getByRole("button", { name: "Look now" }).click();
	await expect(page.getByText("We could not look just now.", { exact: false })).toBeHidden();
});
