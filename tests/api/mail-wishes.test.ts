import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { addresseeOf, readWish, signWish } from "../../lib/mail/wish-ref.ts";
import { Refusal } from "../../lib/refusal.ts";
import { appUrl, ask, given, postForm } from "./support/ask.ts";
import { isUnwanted, oneClick } from "./support/rights/of-mails.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";

const school = await newSchool();
const teacher = school.teachers[0]?.handle ?? "";
const address = (name: string) => `${name}@${school.handle}.example`;
const operator = { headers: { authorization: `Bearer ${given("CRON_SECRET")}` } };

test("an address is kept as in SQL, and its link is 43 characters of which none can be changed", async () => {
	const email = address("kept");
	const [row] = await rows<{ addressee: string }>("select md5($1)::uuid as addressee", [email]);
	expect(addresseeOf(email)).toBe(row?.addressee);
	const ref = signWish(email);
	expect(readWish(ref)).toBe(row?.addressee);
	for (let i = 0; i < ref.length; i++) {
		const forged = ref.slice(0, i) + (ref[i] === "A" ? "B" : "A") + ref.slice(i + 1);
		expect(() => readWish(forged)).toThrow(Refusal);
	}
	expect((await ask("GET", `/mails/${"A".repeat(43)}`)).status).toBe(404);
});

test("its page switches reminders off and on; looking at it, or at what a mail names, changes nothing", async () => {
	const email = address("chooses");
	const ref = signWish(email);
	const page = async () => (await ask("GET", `/mails/${ref}`)).shown;
	expect(await page()).toContain("No more reminders");
	const led = await ask("GET", `/api/unsubscriptions/${ref}`);
	expect([led.status, led.headers.get("location")]).toEqual([303, `/mails/${ref}`]);
	expect(await isUnwanted(email)).toBe(false);
	for (const [reminders, unwanted, button] of [
		["off", true, "Send me reminders"],
		["off", true, "Send me reminders"],
		["on", false, "No more reminders"],
	] as const) {
		const said = await postForm("/api/form-mail-wishes", { ref, reminders });
		expect([said.status, said.headers.get("location")]).toEqual([303, `/mails/${ref}?saved=1`]);
		expect(await isUnwanted(email)).toBe(unwanted);
		expect(await page()).toContain(button);
	}
	expect(await page()).not.toContain(email);
});

test("one click twice is once", async () => {
	const email = address("clicks");
	for (let i = 0; i < 2; i++) expect((await oneClick(signWish(email))).json).toEqual({ reminders: "off" });
	expect(await isUnwanted(email)).toBe(true);
});

test("a mail that a provider reports is seen at its booking, and the address gets no more reminders; said again it is the same", async () => {
	const email = address("bounced");
	const { bookingId } = readRef(await book(teacher, startIn(3, "09:00"), { ...booker("Bounced"), email }));
	const [mail] = await rows<{ id: string }>(
		"select id from app.mails where booking_id = $1 and recipient = 'booker'",
		[bookingId],
	);
	// Once it is sent: what is marked later than it came back keeps no reason.
	await expect
		.poll(() => rows("select from app.mails where id = $1 and sent_at is not null", [mail?.id]), {
			timeout: 30_000,
		})
		.toHaveLength(1);
	const report = (more: object = {}) =>
		ask("POST", "/api/mail-bounces", {
			...operator,
			body: {
				messageId: `<${mail?.id}@${new URL(appUrl).hostname}>`,
				permanent: true,
				reason: `smtp; 550 5.1.1 <${email}>: unknown\n${"x".repeat(400)}`,
				...more,
			},
		});
	const stored = () =>
		rows("select bounced_at, error from app.mails where id = $1 and error is not null", [mail?.id]);
	for (let i = 0; i < 3; i++) expect((await report(i === 2 ? { reason: "later" } : {})).status).toBe(204);
	const [first] = await stored();
	expect(first?.error).toMatch(/^smtp; 550 5\.1\.1 <…>: unknown x+$/);
	expect(String(first?.error)).toHaveLength(200);
	expect((await ask("GET", `/mails/${signWish(email)}`)).shown).toContain("a mail to this address came back");
	// Without its brackets, as some providers tell it.
	expect((await report({ messageId: `${mail?.id}@elsewhere.example` })).status).toBe(204);
	expect((await report({ messageId: `<${randomUUID()}@localhost>` })).status).toBe(404);
	for (const wrong of [{ messageId: "<x@y>" }, { permanent: "yes" }, { reason: null }, { more: 1 }])
		expect((await report(wrong)).status).toBe(422);
	expect(await stored()).toEqual([first]);
});
