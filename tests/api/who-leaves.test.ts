import { describe, expect, test, vi } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { passed } from "../support/leaving.ts";
import { ask, newKey } from "./support/ask.ts";
import { deviceOf, type Own, ownerOf } from "./support/mine.ts";
import { makeStaff, newOpening } from "./support/office.ts";
import { bearer, newToken } from "./support/programs.ts";
import { admin, book, type Fixture, newSchool, rows, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";
import { newWait } from "./support/waits.ts";

const erase = (cookie: string, handle: string) =>
	ask("POST", "/api/teacher-erasures", { cookie, body: { handle } });
const eraseSchool = (cookie: string, handle: string) =>
	ask("POST", "/api/school-erasures", { cookie, body: { handle } });
const found = async (handle: string) => (await ask("GET", `/?q=${handle}`)).text.includes(`/t/${handle}`);

/** A time that was had two days ago, with its mails gone out. */
async function had(teacher: string, n: number, name = "Past Pat"): Promise<Own> {
	const own = await ownerOf(teacher, startIn(3, `0${n}:00`), name);
	const { bookingId } = readRef(own.ref);
	const client = await admin.connect();
	await passed(client, { booking_id: bookingId } as Parameters<typeof passed>[1], 48);
	client.release();
	return own;
}

/** As if all mails of a school had gone out. */
const mailed = ({ handle }: Fixture) =>
	rows(
		`update app.mails mail set sent_at = now() from app.bookings booking, app.appointments appointment, app.teachers teacher, app.schools school
		where booking.id = mail.booking_id and appointment.id = booking.appointment_id and teacher.id = appointment.teacher_id
			and school.id = teacher.school_id and school.handle = $1 and mail.sent_at is null`,
		[handle],
	);

async function bookAgain(teacher: string) {
	const who = { name: "Again", email: "again@b.example", timeZone: "UTC" };
	const body = { teacher, type: "lesson", startsAt: startIn(4), ...who };
	const said = await ask("POST", "/api/bookings", { body, headers: { "idempotency-key": newKey() } });
	return [said.status, said.error?.code];
}

async function mailFor(email: string, subject: RegExp) {
	return vi.waitFor(
		async () => {
			const mail = (await mailsTo(email)).find((each) => subject.test(each.subject));
			if (!mail) throw new Error(`no such mail to ${email}`);
			return mail;
		},
		{ timeout: 10_000, interval: 100 },
	);
}

describe("a teacher who deletes themselves", () => {
	test("is signed out, and no page, list, search, slot or calendar of theirs is there from then on", async () => {
		const school = await newSchool(2);
		const [{ handle, name, email }] = school.teachers as [Fixture["teachers"][number]];
		const cookie = await signIn(email);
		expect((await ask("GET", `/t/${handle}`)).text).toContain(name);
		expect(await found(handle)).toBe(true);
		const week = `/api/slots/${handle}/lesson/${weekOf(startIn(3))}`;
		expect((await ask("GET", week)).status).toBe(200);

		const said = await erase(cookie, handle);
		expect([said.status, said.json]).toEqual([200, { signedOut: true, left: 0 }]);
		expect(said.headers.getSetCookie().join()).toMatch(/sb-[^=]+=;/);
		for (const path of [`/t/${handle}`, `/de/t/${handle}`, `/t/${handle}/book`]) {
			const page = await ask("GET", path);
			expect(page.text, path).not.toContain(name);
		}
		expect((await ask("GET", `/t/${handle}`)).status).toBe(404);
		expect((await ask("GET", week)).status).toBe(404);
		expect(await found(handle)).toBe(false);
		expect((await ask("GET", "/desk", { cookie })).text).toContain("No desk under this address");
		expect(await erase(cookie, handle)).toMatchObject({ status: 403, error: { code: "DNIED" } });
	});

	test("hears how much is still to come, and nothing is changed", async () => {
		const school = await newSchool(1);
		const [{ handle, email }] = school.teachers as [Fixture["teachers"][number]];
		const cookie = await signIn(email);
		await book(handle, startIn(4));
		await mailed(school);
		const said = await erase(cookie, handle);
		expect([said.status, said.error?.code]).toEqual([409, "AHEAD"]);
		expect(said.json.error).toMatchObject({
			message: "Something is still to come. Cancel it first, and let the mails go out.",
			ahead: { bookings: 1, holds: 0, openings: 0, mails: 0, until: expect.any(String) },
		});
		expect((await ask("GET", `/t/${handle}`)).status).toBe(200);
	});

	test("does so as a person: a program with any token may not", async () => {
		const school = await newSchool(1);
		const [{ handle, email }] = school.teachers as [Fixture["teachers"][number]];
		const { secret } = await newToken(await signIn(email));
		for (const noun of ["teacher", "school"]) {
			const said = await ask("POST", `/api/${noun}-erasures`, { headers: bearer(secret), body: { handle } });
			expect([said.status, said.error?.code]).toEqual([403, "DNIED"]);
		}
		const body = { teachers: [handle] };
		const closing = await ask("POST", "/api/teacher-closings", { headers: bearer(secret), body });
		expect([closing.status, closing.error?.code]).toEqual([403, "DNIED"]);
	});

	test("closes first, so that what is cancelled is not booked again, and no mail sends anybody back", async () => {
		const school = await newSchool(1);
		const [{ handle, email }] = school.teachers as [Fixture["teachers"][number]];
		const cookie = await signIn(email);
		const own = await ownerOf(handle, startIn(4), "Told Toni");
		const address = own.email;
		const page = () => ask("GET", `/t/${handle}`);
		expect((await page()).text).toContain('name="slot"');
		const closing = { teachers: [handle, "nobody-is-called-so"] };
		const closed = await ask("POST", "/api/teacher-closings", { cookie, body: closing });
		expect([closed.status, closed.json]).toEqual([200, { teachers: [handle] }]);
		expect((await page()).text).not.toContain('name="slot"');
		expect(await bookAgain(handle)).toEqual([404, "NTFND"]);

		const body = { from: startIn(3), until: startIn(5), reason: "I leave" };
		const headers = { "idempotency-key": newKey() };
		expect((await ask("POST", "/api/teacher-cancellations", { cookie, body, headers })).status).toBe(200);
		const mail = await mailFor(address, /^Cancelled/);
		expect(mail.text).toContain("I leave");
		expect(mail.text + mail.html).not.toContain(`/t/${handle}`);
		expect((await ask("GET", `/b/${own.ref}`)).text).not.toContain(`/t/${handle}?`);
		expect((await erase(cookie, handle)).status).toBe(200);
	});

	test("leaves their handle to somebody else, whose page is theirs alone", async () => {
		const school = await newSchool(2);
		const [{ handle, email }] = school.teachers as [Fixture["teachers"][number]];
		const own = await had(handle, 1);
		await mailed(school);
		await erase(await signIn(email), handle);
		await admin.query(
			`insert into app.teachers (school_id, handle, name, email, time_zone)
			select id, $2, 'Somebody Else', $2 || '@else.example', 'UTC' from app.schools where handle = $1`,
			[school.handle, handle],
		);
		await ask("POST", "/api/revalidations", {
			headers: { authorization: `Bearer ${process.env.CRON_SECRET}` },
			body: { handles: [handle] },
		});
		expect((await ask("GET", `/t/${handle}`)).text).toContain("Somebody Else");
		const page = await ask("GET", `/b/${own.ref}`);
		expect(page.text).not.toContain("Somebody Else");
		expect(page.text).not.toContain(`/t/${handle}`);
	});
});

const languages = {
	en: ["Appointment", "a teacher who has left"],
	de: ["Termin", "Lehrkraft (nicht mehr hier)"],
	fr: ["Rendez-vous", "un enseignant qui n’est plus ici"],
	es: ["Cita", "un docente que ya no está"],
} as const;

describe("who has booked with them", async () => {
	const school = await newSchool(1);
	const [{ handle, name, email }] = school.teachers as [Fixture["teachers"][number]];
	const own = await had(handle, 2, "Remembers All");
	await mailed(school);
	await erase(await signIn(email), handle);
	const cookie = deviceOf(own.key);

	test.each(Object.entries(languages))("still finds it, in %s", async (language, [type, teacher]) => {
		const headers = { "accept-language": language };
		const page = await ask("GET", `/b/${own.ref}`, { headers });
		expect(page.status).toBe(200);
		for (const words of [type, teacher, "Remembers All"]) expect(page.text).toContain(words);
		const list = await ask("GET", "/mine?past=1", { cookie, headers });
		for (const words of [type, teacher]) expect(list.text).toContain(words);
		const csv = await ask("GET", "/api/mine-exports?as=csv", { cookie, headers });
		expect(csv.text).toContain(`,${type},${teacher},`);
		for (const { text } of [page, list, csv]) expect(text).not.toContain(name);
	});

	test("waits for nothing any more, in their language", async () => {
		const school = await newSchool(1);
		const [leaver] = school.teachers as [Fixture["teachers"][number]];
		const cookie = await signIn(leaver.email);
		const { ref } = await newWait(leaver.handle, startIn(12));
		const body = { from: startIn(11), until: startIn(13), reason: "I leave" };
		await ask("POST", "/api/teacher-cancellations", {
			cookie,
			body,
			headers: { "idempotency-key": newKey() },
		});
		await mailed(school);
		expect((await erase(cookie, leaver.handle)).status).toBe(200);
		const page = await ask("GET", `/wait/${ref}`, { headers: { "accept-language": "de" } });
		expect(page.text).toContain("Diese Lehrkraft ist nicht mehr hier");
		for (const gone of [leaver.name, leaver.handle]) expect(page.text).not.toContain(gone);
	});

	test("takes all of it along, and has it in their calendar", async () => {
		const { json, text } = await ask("GET", "/api/mine-exports", { cookie });
		expect(json.bookings).toMatchObject([{ state: "confirmed", has_left: true }]);
		expect(text).not.toContain(name);
		const calendar = await ask("GET", `/api/calendars/${own.ref}`);
		expect(calendar.text).toContain("SUMMARY:Appointment with a teacher who has left");
	});
});

describe("a school", () => {
	test("has an opening of all, whose page forgets at once who has left", async () => {
		const school = await newSchool(2);
		const [first, second] = school.teachers as [Fixture["teachers"][number], Fixture["teachers"][number]];
		const cookie = await signIn(await makeStaff(school));
		const id = await newOpening(cookie, { audience: "anyone" });
		const page = async () => (await ask("GET", `/opening/${id}`)).text;
		for (const { name } of [first, second]) expect(await page()).toContain(name);
		expect((await erase(cookie, first.handle)).status).toBe(200);
		const after = await page();
		expect(after).toContain(second.name);
		for (const gone of [first.name, first.handle]) expect(after).not.toContain(gone);
	});

	test("takes one of its teachers off, and later itself with all of them and who looks after it", async () => {
		const school = await newSchool(3);
		const [first, second] = school.teachers as [Fixture["teachers"][number], Fixture["teachers"][number]];
		const cookie = await signIn(await makeStaff(school));
		expect((await erase(cookie, first.handle)).json).toEqual({ signedOut: false, left: 0 });
		expect((await ask("GET", `/t/${first.handle}`)).status).toBe(404);
		expect((await ask("GET", `/t/${second.handle}`)).status).toBe(200);
		expect((await ask("GET", "/desk/data", { cookie })).text).not.toContain(first.name);
		const trail = await ask("GET", "/desk/trail", { cookie });
		expect(trail.text).toContain("Deleted the profile of A teacher who has left");
		expect(trail.text).not.toContain(first.name);
		const own = await had(second.handle, 4);
		await book(second.handle, startIn(6));
		expect((await eraseSchool(cookie, school.handle)).error?.code).toBe("AHEAD");
		const body = { teacher: second.handle, from: startIn(5), until: startIn(7) };
		const headers = { "idempotency-key": newKey() };
		expect((await ask("POST", "/api/teacher-cancellations", { cookie, body, headers })).status).toBe(200);
		await mailed(school);
		expect((await eraseSchool(cookie, `${school.handle}-2`)).error?.code).toBe("NTFND");

		const said = await eraseSchool(cookie, school.handle);
		expect([said.status, said.json]).toEqual([200, { signedOut: true, left: 0 }]);
		for (const { handle } of school.teachers)
			expect((await ask("GET", `/t/${handle}`)).status, handle).toBe(404);
		expect(await found(second.handle)).toBe(false);
		const page = await ask("GET", `/b/${own.ref}`);
		expect(page.status).toBe(200);
		expect(page.text).not.toContain(`School ${school.handle}`);
		const csv = await ask("GET", "/api/mine-exports?as=csv", { cookie: deviceOf(own.key) });
		expect(csv.text).toContain(",a school that has left,");
	});
});
