import { look } from "./support/look.ts";
import { once } from "./support/room.ts";
import { calm, shiftsOf, watchShifts } from "./support/shifts.ts";
import { expect, test } from "./support/test.ts";

const page = (body: string) =>
	`<!doctype html><html lang="en"><head><title>A page</title></head><body>${body}</body></html>`;

test("a page that somebody cannot read, or that scrolls sideways, does not pass when it is looked at", async ({
	page: shown,
}) => {
	once("phone, UTC");
	await shown.setContent(page("<main><h1>Well</h1></main>"));
	await look(shown, "looked-at");
	for (const [what, body] of [
		["image-alt", '<main><h1>Seen</h1><img src="data:,"></main>'],
		["color-contrast", '<main><h1 style="color:#ccc;background:#fff">Faint</h1></main>'],
		["label", "<main><h1>Asked</h1><input></main>"],
		["scrolls sideways", '<main><h1>Wide</h1><p style="width:200vw">wide</p></main>'],
	] as const) {
		await shown.setContent(page(body));
		await expect(look(shown, "looked-at"), what).rejects.toThrow(what);
	}
});

test("a page that moves while it loads is found out", async ({ page: shown }) => {
	once("phone, UTC");
	await watchShifts(shown);
	const grows = (late: string) =>
		`data:text/html,<main><div id="late"></div><p style="height:400px;background:tan">Here</p></main><script>setTimeout(()=>{late.style.height="${late}"},200)</script>`;
	await shown.goto(grows("0"));
	await shown.waitForTimeout(400);
	expect(await shiftsOf(shown)).toBe(0);
	await shown.goto(grows("300px"));
	await expect.poll(() => shiftsOf(shown)).toBeGreaterThan(calm);
});
