import { describe, expect, test } from "vitest";
import { ask, post, postForm } from "./support/ask.ts";
import { earlyInAMinute } from "./support/early-in-a-minute.ts";
import { join, patiently, status } from "./support/family.ts";
import { invite, moveOpening, newOpening, steer } from "./support/opening.ts";
import { rows } from "./support/school.ts";
import { cookieOf } from "./support/session.ts";

describe("a place", () => {
	test("is one for an invitation: again, without its cookie, on another device, by a form", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const link = await invite(opening);
		const first = await join(link);
		expect(first.json).toMatchObject({
			opening: opening.id,
			group: 0,
			inDraw: true,
			tailNo: null,
			left: false,
		});
		expect(first.json.rank).toBeNull();
		const again = await Promise.all([join(link), join(link, cookieOf(first)), join(link)]);
		expect(new Set([first, ...again].map(({ json }) => json.ticketId)).size).toBe(1);
		const form = await postForm("/api/form-tickets", { opening: opening.id, invitation: link });
		expect(form.headers.get("location")).toBe(`/opening/${opening.id}/${link}?place=${first.json.ticket}`);
		expect(cookieOf(form)).toContain(`=${first.json.ticket}`);
		expect(await rows("select from app.tickets where opening_id = $1", [opening.id])).toHaveLength(1);
	});

	test("is given up and taken up again, no worse than it was", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const link = await invite(opening);
		const { ticket, ticketId, joinedAt } = (await join(link)).json;
		expect((await post("/api/departures", { ticket })).status).toBe(204);
		expect((await ask("GET", `/api/tickets/${ticket}`)).json).toMatchObject({ left: true, inDraw: true });
		expect((await join(link)).json).toMatchObject({ ticketId, joinedAt, left: false, inDraw: true });
	});

	test("is given from when places are given until it is over, and to no link that was taken back", async () => {
		const opening = await newOpening({ opensIn: 3600, joinsIn: 60 });
		const link = await invite(opening);
		expect((await join(link)).error?.code).toBe("CLOSD");
		await moveOpening(opening.id, { joinsIn: -1 });
		expect((await join(link)).status).toBe(200);
		await rows("update app.invitations set revoked_at = now() where opening_id = $1", [opening.id]);
		expect((await join(link)).error?.code).toBe("NTFND");
		const late = await invite(opening);
		await moveOpening(opening.id, { opensIn: -60, joinsIn: -120, closesIn: -1 });
		expect((await join(late)).error?.code).toBe("CLOSD");
	});

	test("after the draw has a number, in the order of arrival", async () => {
		const opening = await newOpening();
		await steer(opening, "pause");
		await status(opening, 1);
		const late = await join(await invite(opening));
		expect(late.json).toMatchObject({ inDraw: false });
		await expect
			.poll(async () => {
				await status(opening, 1);
				return (await ask("GET", `/api/tickets/${late.json.ticket}`)).json.tailNo;
			}, patiently)
			.toBe(1);
	});
});

test("a link by mail is asked for as often as a person may, and no more", async () => {
	const opening = await newOpening({ audience: "anyone" });
	const email = `often@${opening.id}.example`;
	await earlyInAMinute();
	for (let i = 0; i < 6; i++)
		expect((await post("/api/invitation-requests", { opening: opening.id, email })).status).toBe(202);
	const said = await post("/api/invitation-requests", { opening: opening.id, email });
	expect([said.status, said.error?.code]).toEqual([429, "SLOWD"]);
	expect(Number(said.headers.get("retry-after"))).toBeGreaterThan(0);
	expect(await rows("select from app.invitations where opening_id = $1", [opening.id])).toHaveLength(1);
});
