import { expect, test } from "@playwright/test";
import { look } from "./support/look.ts";
import { once } from "./support/room.ts";

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
