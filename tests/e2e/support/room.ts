import { expect, type Page, test } from "@playwright/test";
import { linkOf, type TestOpening } from "../../api/support/opening.ts";
import { sql } from "./school.ts";

export const state = (page: Page, at: string) =>
	expect(page.locator(`[data-at='${at}']`)).toBeVisible({ timeout: 30_000 });
export const room = (page: Page) => page.locator("[data-at]");
export const address = (opening: TestOpening, link: string) => `/opening/${opening.id}#${link}`;

/** What does not depend on the width, the zone or the colours is seen once. */
export const once = (...projects: string[]) =>
	test.skip(!projects.includes(test.info().project.name), `seen on “${projects.join("”, “")}”`);

export const tickets = ({ id }: TestOpening) =>
	sql<{ id: string; left_at: string | null }>("select id, left_at from app.tickets where opening_id = $1", [
		id,
	]);

/** As if from another tab. */
export async function comeBack(page: Page): Promise<void> {
	await page.evaluate(() => dispatchEvent(new Event("pageshow")));
}

/** The link of one of the crowd whose turn is neither soon nor late. */
export async function inTheMiddle(opening: TestOpening): Promise<string> {
	const [family] = await sql<{ email: string }>(
		`select email from app.invitations join app.tickets on tickets.invitation_id = invitations.id
		where invitations.opening_id = $1 order by abs(rank - 3000000000) limit 1`,
		[opening.id],
	);
	return linkOf(opening, family?.email ?? "");
}

export const show = (page: Page, state: "hidden" | "visible") =>
	page.evaluate((state) => {
		Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
		document.dispatchEvent(new Event("visibilitychange"));
	}, state);

/** Somebody else holds the first time there is, as soon as it opens. */
export async function hold(opening: TestOpening, link: string): Promise<void> {
	const id = Buffer.from(link, "base64url").toString("hex", 0, 16);
	const [ticket] = await sql<{ id: string }>("select (api.join_opening($1, 1) ->> 'ticket_id')::uuid as id", [
		id,
	]);
	await sql(
		"select pg_sleep(greatest(0, extract(epoch from opens_at - clock_timestamp()))) from app.openings where id = $1",
		[opening.id],
	);
	await sql(
		"update app.tickets set pass_until = now() + interval '10 minutes', admitted_at = now() where id = $1",
		[ticket?.id],
	);
	await sql(
		`select api.hold_slot($1, $2, 'talk', (now() at time zone 'UTC')::date + interval '3 days', $3)`,
		[`browser-${ticket?.id}`, opening.teacher, ticket?.id],
	);
}
