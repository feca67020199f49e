import { expect, test } from "vitest";
import { isDecision, readRef, signDecision } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { HURRY } from "../support/hurry.ts";
import { ask, given, newKey, post, postForm } from "./support/ask.ts";
import { request, stateOf } from "./support/requests.ts";
import { admin, booker, newSchool, rows, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

const { teachers } = await newSchool();
const [{ handle: teacher, email, name }] = teachers as [(typeof teachers)[number]];
const cookie = await signIn(email);
const decide = (body: object) => post("/api/decisions", body, newKey(), { cookie });
const byForm = (fields: Record<string, string>) => postForm("/api/form-decisions", fields);
const operator = { headers: { authorization: `Bearer ${given("CRON_SECRET")}` } };
const page = async (path: string) => (await ask("GET", path)).text.replaceAll("<!-- -->", "");
const free = async (at: string) =>
	(await ask("GET", `/api/slots/${teacher}/asked/${weekOf(at)}`)).json.slots.some(
		(slot: { startsAt: string }) => slot.startsAt === at,
	);
/** The mail to somebody that begins so, once whatever waits for its turn may go. */
async function mail(id: string, to: string, begins: string) {
	await admin.query(`${HURRY} and booking_id = $1`, [id]);
	const found = async () => (await mailsTo(to)).find(({ subject }) => subject.startsWith(begins));
	await expect.poll(found, { timeout: 30_000 }).toBeDefined();
	return (await found())?.text ?? "";
}

test("whoever asks hears that it is asked and until when; the teacher's mail has the one link that decides, and yes books it", async () => {
	const at = startIn(3, "08:00");
	const who = booker("Asks For It");
	const { ref, id } = await request(teacher, at, who);
	expect(await free(at)).toBe(false);
	const asked = await mail(id, who.email, "Asked for: asked with ");
	expect(asked).toContain("It is not booked yet");
	expect(asked).toContain(`/b/${ref}`);
	expect(asked).not.toContain("/decide/");
	const told = await mail(id, email, `Yes or no? ${who.name}`);
	const link = told.match(/\/decide\/([\w-]{44})/)?.[1] ?? "";

	const shown = await page(`/decide/${link}`);
	for (const text of [`${who.name} asks for a time`, who.email, "Yes, book it", "No, not this time"])
		expect(shown).toContain(text);
	expect(await stateOf(id)).toBe("pending");
	const said = await byForm({ decision: link, answer: "yes" });
	expect([said.status, said.headers.get("location")]).toEqual([303, `/decide/${link}`]);
	expect(await stateOf(id)).toBe("confirmed");
	expect(await page(`/decide/${link}`)).toContain("The answer was yes");
	expect(await mail(id, who.email, "Booked")).toContain(`${name} says yes: your time is booked.`);
	expect((await mailsTo(email)).filter(({ subject }) => subject.includes(who.name))).toHaveLength(1);
});

test("a no by the form is told with its reason, in its lines, and leads to other times", async () => {
	const who = booker("Is Declined");
	const at = startIn(3, "09:00");
	const { ref, id, decision } = await request(teacher, at, who);
	await byForm({ decision, answer: "no", reason: "I am away.\r\nSorry!" });
	expect(await stateOf(id)).toBe("declined");
	expect(await free(at)).toBe(true);
	const no = await mail(id, who.email, "Not possible");
	expect(no).toContain("> I am away.\n> Sorry!");
	expect(no).toContain(`/t/${teacher}?type=asked`);
	const shown = await page(`/b/${ref}`);
	expect(shown).toContain("The teacher could not take this");
	expect(shown).toContain("I am away.");
});

test("the second to decide hears what was decided, at the desk and by the form; the same answer again is none", async () => {
	const { id, decision } = await request(teacher, startIn(3, "10:00"));
	expect((await decide({ booking: id, yes: true })).json).toEqual({ state: "confirmed" });
	expect((await decide({ booking: id, yes: true })).json).toEqual({ state: "confirmed" });
	expect((await byForm({ decision, answer: "yes" })).headers.get("location")).toBe(`/decide/${decision}`);
	const late = await decide({ booking: id, yes: false });
	expect([late.status, late.error?.code]).toEqual([409, "STALE"]);
	expect(late.error?.message).toContain("answered already");
	const said = await byForm({ decision, answer: "no" });
	expect(said.headers.get("location")).toBe(`/decide/${decision}?no=STALE`);
	const shown = await page(`/decide/${decision}?no=STALE`);
	expect(shown).toContain("answered already");
	expect(shown).toContain("The answer was yes");
	expect(shown).not.toContain("Yes, book it");
	expect(await stateOf(id)).toBe("confirmed");
});

test("what nobody answers in time lapses by the cron: told kindly, free again, and no answer is heard any more", async () => {
	const who = booker("Waits In Vain");
	const at = startIn(3, "11:00");
	const { ref, id, decision } = await request(teacher, at, who);
	// The app's own cron may be faster from here on.
	await admin.query("update app.bookings set decide_until = now() where id = $1", [id]);
	expect(await page(`/decide/${decision}`)).toContain("Its time is up");
	const late = await decide({ booking: id, yes: true });
	expect([late.status, late.error?.code]).toEqual([410, "LAPSD"]);
	expect(late.error?.message).toContain("nobody answered");
	expect((await ask("GET", "/api/request-lapses", operator)).json.lapsed).toBeGreaterThanOrEqual(0);
	expect(await rows("select state, has_lapsed from app.bookings where id = $1", [id])).toEqual([
		{ state: "declined", has_lapsed: true },
	]);
	expect(await free(at)).toBe(true);
	const said = await byForm({ decision, answer: "no" });
	expect(said.headers.get("location")).toBe(`/decide/${decision}?no=LAPSD`);
	expect(await page(`/b/${ref}`)).toContain("There was no answer in time");
	expect(await mail(id, who.email, "No answer")).toContain("you did nothing wrong");
});

test("the booker takes it back, inside the cutoff too; without a script as well", async () => {
	const [one, other] = [
		await request(teacher, startIn(4, "08:00")),
		await request(teacher, startIn(4, "09:00")),
	];
	expect((await post("/api/cancellations", { booking: one.ref })).json).toEqual({ state: "cancelled" });
	expect(await page(`/b/${other.ref}/cancel`)).toContain("Yes, take it back");
	await postForm("/api/form-cancellations", { booking: other.ref });
	for (const { ref, id, decision } of [one, other]) {
		expect(await stateOf(id)).toBe("cancelled");
		expect(await page(`/b/${ref}`)).toContain("You have taken this back");
		expect(await page(`/decide/${decision}`)).toContain("This was taken back");
		expect((await decide({ booking: id, yes: true })).error?.code).toBe("STALE");
	}
});

test("a booking in one step says that it is only asked for, and its calendar file that it is tentative", async () => {
	const { ref } = await request(teacher, startIn(5, "08:00"));
	const body = { teacher, type: "asked", startsAt: startIn(5, "09:00"), ...booker("By The API") };
	const said = await post("/api/bookings", body);
	expect(said.status).toBe(201);
	expect(Date.parse(said.json.decideUntil)).toBeGreaterThan(Date.now());
	expect((await ask("GET", `/api/calendars/${ref}`)).text).toContain("STATUS:TENTATIVE");
	const plain = await post("/api/bookings", { ...body, type: "lesson", startsAt: startIn(5, "10:00") });
	expect(plain.json).not.toHaveProperty("decideUntil");
});

test("the booker's own link decides nothing, and a link to decide is no booker's; of another version it is void", async () => {
	const { ref, id, decision } = await request(teacher, startIn(5, "11:00"), booker("Own Link"));
	const { bookingId } = readRef(ref);
	const next = signDecision({ bookingId, linkVersion: 2 });
	expect([isDecision(ref), isDecision(decision)]).toEqual([false, true]);
	for (const wrong of [ref, next, `${decision.slice(0, 43)}${decision.endsWith("A") ? "B" : "A"}`]) {
		expect((await ask("GET", `/decide/${wrong}`)).text).not.toContain("Own Link");
		await byForm({ decision: wrong, answer: "yes" });
		expect(await stateOf(id)).toBe("pending");
	}
	expect((await ask("GET", `/b/${decision}`)).text).not.toContain("Own Link");
	expect((await post("/api/cancellations", { booking: decision })).error?.code).toBe("NTFND");
	await admin.query("update app.bookings set link_version = 2 where id = $1", [id]);
	await byForm({ decision, answer: "yes" });
	expect(await stateOf(id)).toBe("pending");
	await byForm({ decision: next, answer: "yes" });
	expect(await stateOf(id)).toBe("confirmed");
});

test("looking decides nothing: GET, HEAD, prefetch and a link scanner leave it as it is", async () => {
	const { id, decision } = await request(teacher, startIn(5, "12:00"));
	for (const path of [`/decide/${decision}`, `/decide/${decision}?answer=yes`, `/decide/${decision}.rsc`])
		for (const method of ["GET", "HEAD"]) {
			await ask(method, path, { headers: { purpose: "prefetch", "sec-purpose": "prefetch" } });
			await ask(method, path, { headers: { rsc: "1", "next-router-prefetch": "1" } });
		}
	for (const path of ["form-decisions", "decisions"])
		expect((await ask("GET", `/api/${path}?decision=${decision}&answer=yes`)).status).toBe(405);
	expect(await stateOf(id)).toBe("pending");
	const said = await ask("GET", `/decide/${decision}`);
	expect(said.headers.get("cache-control")).toMatch(/no-store/);
	expect(said.headers.get("referrer-policy")).toBe("strict-origin");
	expect(said.text).toContain('name="robots" content="noindex');
});

test("what cannot be meant is refused with the field to mend", async () => {
	const { id, decision } = await request(teacher, startIn(5, "13:00"));
	for (const [body, field] of [
		[{ booking: id }, "yes"],
		[{ booking: id, yes: "yes" }, "yes"],
		[{ booking: "1", yes: true }, "booking"],
		[{ booking: id, yes: false, reason: "x".repeat(501) }, "reason"],
		[{ booking: id, yes: false, reason: "a\u0000b" }, "reason"],
		[{ booking: id, yes: false, why: "a" }, "body"],
	] as const) {
		const said = await decide(body);
		expect([said.status, said.error?.code], JSON.stringify(body).slice(0, 80)).toEqual([422, "INVAL"]);
		expect(Object.keys(said.error?.fields as object)).toContain(field);
	}
	for (const fields of [{ decision }, { decision, answer: "perhaps" }, { decision: "short", answer: "yes" }])
		expect((await byForm(fields as Record<string, string>)).status).toBe(422);
	expect(await stateOf(id)).toBe("pending");
});
