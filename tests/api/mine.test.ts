import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { HURRY } from "../support/hurry.ts";
import { ask, post, postForm } from "./support/ask.ts";
import { earlyInAMinute } from "./support/early-in-a-minute.ts";
import { deviceOf, keyOf, linkFor, ownerOf } from "./support/mine.ts";
import { makeStaff } from "./support/office.ts";
import { invite as inviteTo, newOpening as newRoom } from "./support/opening.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";
import { cookieOf, mailsTo, signIn } from "./support/session.ts";

const school = await newSchool(2);
const [teacher, other] = school.teachers.map(({ handle }) => handle) as [string, string];
// Before anything is booked, since the code is looked for in the newest mail.
const teachersSession = await signIn(school.teachers[0]?.email ?? "");
const newEmail = () => `mine-${randomUUID().slice(0, 13)}@mine.example`;
const askFor = (email: string) => postForm("/api/form-mine-links", { email });
const page = (cookie = "") => ask("GET", "/mine", { cookie });

/** Lets the mails to an address go out at once, and gives the one with a link, as soon as it is there. */
async function linkMailedTo(email: string): Promise<string> {
	for (let tries = 0; tries < 200; tries++) {
		await rows(`${HURRY} and addressee = md5($1)::uuid`, [email]);
		const link = (await mailsTo(email))
			.map(({ text }) => text.match(/\/mine\/([\w-]{54})/)?.[1])
			.find(Boolean);
		if (link) return link;
		await ask("GET", "/api/mail-deliveries", {
			headers: { authorization: `Bearer ${process.env.CRON_SECRET}` },
		});
		await new Promise((wake) => setTimeout(wake, 50));
	}
	throw new Error(`no link came to ${email}`);
}

test("who asks by mail sees all that is booked under the address, whoever it is for, and nothing else", async () => {
	const email = newEmail();
	const startsAt = startIn(3, "09:00");
	await book(teacher, startsAt, { ...booker("First Child"), email });
	await book(other, startsAt, { ...booker("Second Child"), email });
	await book(teacher, startIn(3, "10:00"), booker("Strange Child"));
	await askFor(email);
	const link = await linkMailedTo(email);
	const opened = await postForm("/api/form-mine-visits", { link });
	expect([opened.status, opened.headers.get("location")]).toEqual([303, "/mine"]);
	const [cookie] = opened.headers.getSetCookie().filter((each) => each.startsWith("firstbell_mine="));
	expect(cookie).toMatch(/; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax/);
	const { text } = await page(cookieOf(opened));
	for (const seen of [email, "First Child", "Second Child"]) expect(text).toContain(seen);
	expect(text).not.toContain("Strange Child");
	expect((await page()).text).not.toContain("First Child");
});

test("looking at a link opens nothing and uses nothing up, however often", async () => {
	const { key, name } = await ownerOf(teacher, startIn(4, "09:00"), "Looked At");
	const link = linkFor(key);
	for (const method of ["GET", "HEAD"])
		for (const headers of [{}, { purpose: "prefetch" }, { rsc: "1", "next-router-prefetch": "1" }]) {
			const said = await ask(method, `/mine/${link}`, { headers: headers as Record<string, string> });
			expect(said.headers.getSetCookie().join()).not.toContain("firstbell_mine");
			expect(said.text).not.toContain(name);
		}
	for (let times = 0; times < 2; times++) {
		const said = await postForm("/api/form-mine-visits", { link });
		expect((await page(cookieOf(said))).text).toContain(name);
	}
	expect((await ask("GET", "/api/form-mine-visits")).status).toBe(405);
});

describe("asking for a link", () => {
	test("says the same for who has booked and for who has not, and only who has is mailed", async () => {
		const email = newEmail();
		await book(teacher, startIn(5, "09:00"), { ...booker("Known"), email });
		const unknown = newEmail();
		const told = async (email: string) => {
			const { status, text, headers } = await askFor(email);
			const names = [...headers]
				.filter(([name]) => name !== "date" && name !== "x-request-id")
				.map(
					([name, value]) =>
						`${name}: ${value.replace(/=[\w-]{22}\.[\w-]{22};/, "=…;").replace(/t=\d+/g, "t=…")}`,
				);
			return { status, text, names };
		};
		const known = await told(email);
		expect(known.status).toBe(303);
		expect(await told(unknown)).toEqual(known);
		await linkMailedTo(email);
		expect(await mailsTo(unknown)).toEqual([]);
		expect(await rows("select from app.bookers where email = $1", [unknown])).toEqual([]);
	});

	test("a hundred times for one victim sends one mail", async () => {
		const email = newEmail();
		await book(teacher, startIn(5, "10:00"), { ...booker("Victim"), email });
		await earlyInAMinute();
		const said = await Promise.all(Array.from({ length: 100 }, () => askFor(email)));
		const places = new Set(said.map(({ headers }) => headers.get("location")));
		expect([...places].sort()).toEqual(["/mine?no=SLOWD", "/mine?said=asked"]);
		await linkMailedTo(email);
		const mails = await rows(
			"select from app.mails mail join app.bookers booker on booker.id = mail.booker_id where booker.email = $1",
			[email],
		);
		expect(mails).toHaveLength(1);
	});

	test("of what is no address is led back with what to mend", async () => {
		for (const email of [
			"",
			"nobody",
			"a@b",
			`${"a".repeat(250)}@b.example`,
			"a@b.example\r\nBcc: c@d.example",
		])
			expect((await askFor(email)).headers.get("location")).toBe("/mine?no=INVAL");
	});
});

describe("a key", () => {
	const visit = async (link: string) =>
		(await postForm("/api/form-mine-visits", { link })).headers.get("location");
	const isIn = async (cookie: string, name: string) => (await page(cookie)).text.includes(name);

	test("that has run out opens nothing", async () => {
		const { key, name } = await ownerOf(teacher, startIn(6, "09:00"), "Run Out");
		expect(await visit(linkFor(key, -5))).toBe("/mine?no=WRONG");
		expect((await ask("GET", `/mine/${linkFor(key, -5)}`)).text).toContain("This link has run out");
		expect(await isIn(deviceOf(key, -5), name)).toBe(false);
		expect((await ask("GET", "/api/mine-exports", { cookie: deviceOf(key, -5) })).error?.code).toBe("SIGIN");
	});

	test("for one purpose is none for another, nor is one that was touched anywhere", async () => {
		const { key, name } = await ownerOf(teacher, startIn(6, "10:00"), "Purpose");
		const device = deviceOf(key);
		const link = linkFor(key);
		expect(await isIn(`firstbell_mine=${link}`, name)).toBe(false);
		expect(await visit(device.split("=")[1] ?? "")).toBe("/mine?no=NTFND");
		expect(await isIn(device, name)).toBe(true);
		for (let at = 0; at < link.length; at += 6) {
			const touched = link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);
			expect(await visit(touched)).toBe("/mine?no=NTFND");
			expect((await ask("GET", `/mine/${touched}`)).status).toBe(404);
			const cookie = device.slice(0, 15 + at) + (device[15 + at] === "A" ? "B" : "A") + device.slice(16 + at);
			expect(await isIn(cookie, name)).toBe(false);
		}
	});

	test("of this device is forgotten by leaving it, and all of them by leaving everywhere", async () => {
		const { key, name } = await ownerOf(teacher, startIn(6, "11:00"), "Leaving");
		const [here, there] = [deviceOf(key), deviceOf(key, 9_999)];
		const link = linkFor(key);
		const leave = (from: string) => postForm("/api/form-mine-departures", { from }, { cookie: here });
		const left = await leave("here");
		expect(left.headers.getSetCookie().join()).toMatch(/firstbell_mine=; Path=\/; Max-Age=0/);
		expect(await isIn(there, name)).toBe(true);
		await leave("everywhere");
		expect([await isIn(here, name), await isIn(there, name)]).toEqual([false, false]);
		expect(await visit(link)).toBe("/mine?no=NTFND");
		expect(await visit(linkFor({ ...key, version: key.version + 1 }))).toBe("/mine");
	});
});

test("everything that is held of an address is in one file, and nothing of anybody else", async () => {
	const email = newEmail();
	await book(teacher, startIn(7, "09:00"), { ...booker("Export Child"), email });
	const ref = await book(other, startIn(7, "10:00"), { ...booker("=cmd()"), email });
	await post("/api/cancellations", { booking: ref });
	await book(teacher, startIn(7, "11:00"), booker("Stranger Export"));
	await rows(
		`update app.bookings set answers = '[{"label": "Level?", "answer": "Beginner"}]' where email = $1 and state = 'confirmed'`,
		[email],
	);
	const room = await newRoom({ waitingRoom: false });
	await post("/api/tickets", { invitation: await inviteTo(room, email) });
	const cookie = deviceOf(await keyOf(email));
	const said = await ask("GET", "/api/mine-exports", { cookie });
	expect(said.headers.get("content-disposition")).toBe('attachment; filename="my-bookings.json"');
	expect(said.json).toMatchObject({ email });
	const names = said.json.bookings.map(({ name, state }: { name: string; state: string }) => [name, state]);
	expect(names).toEqual([
		["Export Child", "confirmed"],
		["=cmd()", "cancelled"],
	]);
	expect(said.json.bookings[0].answers).toEqual([{ label: "Level?", answer: "Beginner" }]);
	expect(said.json.invitations).toHaveLength(1);
	expect(said.json.invitations[0].place.joined_at).toBeTruthy();
	expect(said.json.mails.map(({ kind }: { kind: string }) => kind)).toEqual(
		expect.arrayContaining(["confirmed", "cancelled"]),
	);
	expect(said.json.mail_wish).toBeNull();
	expect(said.text).not.toContain("Stranger");

	const csv = await ask("GET", "/api/mine-exports?as=csv", { cookie });
	const lines = csv.text.trim().split("\r\n");
	expect(lines).toHaveLength(3);
	expect(lines[0]).toContain("Day,From,Until,Time zone");
	expect(csv.text).toContain(",'=cmd(),");
	const heads = {
		de: "Tag,Von,Bis,Zeitzone",
		fr: "Jour,De,À,Fuseau horaire",
		es: "Día,Desde,Hasta,Zona horaria",
	};
	const booked = { de: "gebucht", fr: "réservé", es: "reservada" };
	for (const language of ["de", "fr", "es"] as const) {
		const { text } = await ask("GET", "/api/mine-exports?as=csv", {
			...{ cookie, headers: { "Accept-Language": language } },
		});
		expect(text).toContain(heads[language]);
		expect(text).toContain(`,${booked[language]},`);
		expect(text).not.toMatch(/,Booked,|,booked,|Time zone/);
	}
	expect((await ask("GET", "/api/mine-exports?as=xml", { cookie })).status).toBe(422);
});

describe("erasing", () => {
	const isFree = async (at: string) =>
		(await ask("GET", `/api/slots/${teacher}/lesson/${weekOf(at)}`)).text.includes(`"startsAt":"${at}"`);
	const erase = (cookie: string) => postForm("/api/form-mine-erasures", { sure: "yes" }, { cookie });

	test("takes two steps, cancels what is to come, and leaves no link behind", async () => {
		const at = startIn(8, "09:00");
		const own = await ownerOf(teacher, at, "Erase Me");
		const cookie = deviceOf(own.key);
		await soon(async () => !(await isFree(at)));
		const asked = await ask("GET", "/mine/erase", { cookie });
		expect(asked.text).toContain("Yes, erase it");
		expect(await rows("select from app.bookings where email = $1", [own.email])).toHaveLength(1);
		expect((await postForm("/api/form-mine-erasures", { sure: "no" }, { cookie })).status).toBe(422);

		const said = await erase(cookie);
		expect(said.headers.get("location")).toBe("/mine?said=erased");
		expect(said.headers.getSetCookie().join()).toContain("firstbell_mine=; Path=/; Max-Age=0");
		expect((await ask("GET", `/b/${own.ref}`)).text).not.toContain(own.name);
		expect((await ask("GET", `/api/calendars/${own.ref}`)).status).toBe(404);
		expect((await page(cookie)).text).not.toContain(own.email);
		expect((await erase(cookie)).headers.get("location")).toBe("/mine?no=NTFND");
		await soon(() => isFree(at));
	});

	test("what comes too soon keeps everything, and says so", async () => {
		const email = newEmail();
		await book(teacher, startIn(9, "09:00"), { ...booker("Too Soon"), email }, "locked");
		const cookie = deviceOf(await keyOf(email));
		expect((await erase(cookie)).headers.get("location")).toBe("/mine/erase?no=LATE0");
		expect((await ask("GET", "/mine/erase?no=LATE0", { cookie })).text).toContain("too soon");
		expect(await rows("select from app.bookings where email = $1", [email])).toHaveLength(1);
	});

	test("by the office leaves a nameless row at the desk, and the school's file without them", async () => {
		const own = await ownerOf(teacher, startIn(10, "09:00"), "Office Erased");
		const cookie = await signIn(await makeStaff(school));
		const before = await ask("GET", "/api/desk-exports?of=school", { cookie });
		expect(before.text).toContain(own.email);
		const said = await ask("POST", "/api/erasures", { cookie, body: { email: own.email.toUpperCase() } });
		expect(said.json).toEqual({ cancelled: 1, erased: 1 });
		const after = await ask("GET", "/api/desk-exports?of=school", { cookie });
		expect(after.json.bookings).toHaveLength(before.json.bookings.length);
		expect(after.text).not.toContain(own.name);
		expect((await ask("GET", "/api/booking-lists?team=*", { cookie })).text).toContain(",Erased,");
	});
});

test("a teacher takes along what is theirs, without what is secret, and a school what is the school's", async () => {
	const cookie = teachersSession;
	const { json, text } = await ask("GET", "/api/desk-exports", { cookie });
	expect(json.teacher.handle).toBe(teacher);
	expect(json.types.map(({ handle }: { handle: string }) => handle)).toContain("lesson");
	expect(json.bookings.length).toBeGreaterThan(0);
	expect(new Set(json.bookings.map((one: { teacher: string }) => one.teacher)).size).toBe(1);
	for (const secret of ["sealed_url", "user_id", "secret_hash"]) expect(text).not.toContain(secret);
	expect([json.waiting, json.hooks, json.tokens]).toEqual([[], [], []]);
	expect(json.trail.map(({ verb, kind }: Record<string, string>) => `${verb} ${kind}`)).toContain(
		"made teacher",
	);

	const office = await signIn(await makeStaff(school, `files@${school.handle}.example`));
	const own = (await ask("GET", "/api/desk-exports?of=school", { cookie: office })).json;
	expect(own.trail.length).toBeGreaterThan(json.trail.length);
	expect(own.teachers.map((one: { handle: string }) => one.handle)).toEqual(
		expect.arrayContaining([teacher, other]),
	);
	for (const { types, schedules } of own.teachers) {
		expect(types.length).toBeGreaterThan(0);
		expect(schedules.length).toBeGreaterThan(0);
	}
});

async function soon(isSo: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 100; tries++) {
		if (await isSo()) return;
		await new Promise((wake) => setTimeout(wake, 50));
	}
	throw new Error("It never came to be so.");
}
