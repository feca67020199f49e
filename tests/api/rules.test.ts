import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { holidaysOf, isRegion, regions } from "../../lib/rules/holidays.ts";
import { weekOf } from "../../lib/time.ts";
import { ask, post } from "./support/ask.ts";
import { admin, book, booker, newSchool, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

const school = await newSchool(4);
type T = (typeof school.teachers)[number];
const [first, second, third, fourth] = school.teachers as [T, T, T, T];
const cookies = await Promise.all([first, second, third].map(({ email }) => signIn(email)));
const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsMinute: 0, endsMinute: 1440 }));
const dayIn = (days: number) => startIn(days).slice(0, 10);
const free = async (handle: string, days: number) => {
	const { json } = await ask("GET", `/api/slots/${handle}/lesson/${weekOf(startIn(days))}`);
	return json.slots.filter((slot: { startsAt: string }) => slot.startsAt.startsWith(dayIn(days))).length;
};
const rules = async (cookie = cookies[0]) => (await ask("GET", "/api/rules", { cookie })).json;

test("a day off shows at once, what was booked on it is shown to the teacher, and stays when it is kept", async () => {
	const startsAt = startIn(5, "09:00");
	await book(first.handle, startsAt, booker("Booked Before"));
	expect(await free(first.handle, 5)).toBeGreaterThan(0);
	const { schedules } = await rules();
	const { id: schedule, version, name } = schedules[0];
	const body = { schedule, version, name, spans: wholeWeek, ownDays: [{ day: dayIn(5), spans: [] }] };
	const saved = await ask("PUT", "/api/schedules", { cookie: cookies[0], body });
	expect(saved.status, saved.text).toBe(200);
	expect(saved.json.schedule).toMatchObject({
		version: version + 1,
		ownDays: [{ day: dayIn(5), spans: [] }],
	});
	expect(saved.json.outside).toMatchObject([{ name: "Booked Before", startsAt }]);
	expect(await free(first.handle, 5)).toBe(0);
	const late = await post("/api/holds", {
		teacher: first.handle,
		type: "lesson",
		startsAt: startIn(5, "10:00"),
	});
	expect(late.error?.code).toBe("GONE0");
	expect(
		(await ask("PUT", "/api/schedules", { cookie: cookies[0], body: { ...body, ownDays: [] } })).error?.code,
	).toBe("STALE");
	const bookings = [saved.json.outside[0].id];
	const kept = await ask("POST", "/api/kept-bookings", { cookie: cookies[0], body: { bookings } });
	expect(kept.json).toEqual({ outside: [] });
	expect((await rules()).outside).toEqual([]);
});

test("time away is not bookable, and is again when it is taken back", async () => {
	const [absence, cookie] = [randomUUID(), cookies[1]];
	const before = await free(second.handle, 6);
	const body = {
		...{ absence, version: 0, note: "At a wedding" },
		...{ startsAt: startIn(6, "00:00"), endsAt: startIn(7, "00:00") },
	};
	expect((await ask("PUT", "/api/absences", { cookie, body })).json).toEqual({ version: 1, outside: [] });
	const shorter = { ...body, endsAt: startIn(6, "12:00") };
	expect((await ask("PUT", "/api/absences", { cookie, body: shorter })).error?.code).toBe("STALE");
	expect(await free(second.handle, 6)).toBe(0);
	expect((await rules(cookie)).absences).toEqual([
		{ id: absence, startsAt: body.startsAt, endsAt: body.endsAt, note: "At a wedding", version: 1 },
	]);
	const drop = (more: object) => ask("POST", "/api/absence-removals", { cookie, body: { absence, ...more } });
	expect((await drop({ version: 7 })).error?.code).toBe("STALE");
	expect((await rules(cookie)).absences).toHaveLength(1);
	// A program that read none, or a browser with the build before.
	expect((await drop({})).status).toBe(200);
	expect(await free(second.handle, 6)).toBe(before);
});

test("a region's holidays are looked up and kept, and one that nobody knows is refused", async () => {
	const cookie = cookies[2];
	const { version } = await rules(cookie);
	const said = await ask("PUT", "/api/holidays", { cookie, body: { version, region: "XX-YY", worked: [] } });
	expect(said.error).toMatchObject({ code: "INVAL", fields: { region: expect.any(String) } });
	const body = { version, region: "DE-BY", worked: ["Neujahr"] };
	expect((await ask("PUT", "/api/holidays", { cookie, body })).status).toBe(200);
	const after = await rules(cookie);
	expect(after).toMatchObject({ region: "DE-BY", worked: ["Neujahr"], version: version + 1 });
	const names = after.holidays.map(({ name }: { name: string }) => name);
	expect(names).toEqual(expect.arrayContaining(["Neujahr", "Fronleichnam", "Buß- und Bettag"]));
	expect(third.handle).toBeDefined();
});

test("a schedule that types have is not dropped, and one that none has comes back as it was", async () => {
	const cookie = cookies[2];
	const [usual] = (await rules(cookie)).schedules;
	const drop = (schedule: string, version?: number) =>
		ask("POST", "/api/schedule-removals", { cookie, body: { schedule, version } });
	expect((await drop(usual.id)).error?.code).toBe("INVAL");
	const schedule = randomUUID();
	const body = { schedule, version: 0, name: "Evenings", spans: [], ownDays: [] };
	expect((await ask("PUT", "/api/schedules", { cookie, body })).status).toBe(200);
	expect((await drop(schedule, 7)).error?.code).toBe("STALE");
	expect((await rules(cookie)).schedules).toHaveLength(2);
	expect((await drop(schedule, 1)).status).toBe(200);
	expect((await drop(schedule)).status).toBe(200);
	expect((await rules(cookie)).schedules).toHaveLength(1);
	const back = await ask("PUT", "/api/schedules", { cookie, body: { ...body, isUsual: true } });
	expect(back.json.schedule).toMatchObject({ id: schedule, version: 1, isUsual: true });
});

test("a teacher's zone changes, and what is booked moves with the clock, told by a mail with the same entry", async () => {
	const { handle, email } = fourth;
	const cookie = await signIn(email);
	const [who, startsAt] = [booker("Moved Along"), startIn(5, "09:00")];
	const ref = await book(handle, startsAt, who);
	const { version } = await rules(cookie);
	const change = (body: object) =>
		ask("POST", "/api/zone-changes", { cookie, body: { version, bookings: "move", ...body } });
	expect((await change({ timeZone: "Mars/Olympus" })).error).toMatchObject({
		code: "INVAL",
		fields: { timeZone: expect.any(String) },
	});
	const moved = await change({ timeZone: "Asia/Kathmandu" });
	expect([moved.status, moved.json], moved.text).toEqual([200, { version: version + 1, outside: [] }]);
	expect((await change({ timeZone: "Asia/Tokyo" })).error?.code).toBe("STALE");
	// Kathmandu's clocks are 5:45 ahead of UTC's.
	expect(await rules(cookie)).toMatchObject({ timeZone: "Asia/Kathmandu", nextAt: startIn(5, "03:15") });
	const { text } = await ask("GET", `/api/calendars/${ref}`);
	expect(text).toContain("SEQUENCE:1");
	expect(text).toContain(`DTSTART:${startIn(5, "03:15").replace(/[-:]/g, "")}`);
	const told = async () => (await mailsTo(who.email)).filter(({ subject }) => subject.startsWith("Moved: "));
	await expect.poll(async () => (await told()).length, { timeout: 30_000 }).toBe(1);
});

test("more bookings than move at once stay when they are, and the teacher hears so in words of their own", async () => {
	const cookie = cookies[2];
	const { version } = await rules(cookie);
	await admin.query(
		`with slot as (
			select gen_random_uuid() as id, type.teacher_id, type.id as type_id, at, at + interval '5 minutes' as until
			from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
			cross join lateral generate_series(now() + interval '40 days', now() + interval '40 days' + 2000 * interval '5 minutes', interval '5 minutes') as at
			where teacher.handle = $1 and type.handle = 'lesson'
		), taken as (
			insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
			select id, teacher_id, type_id, at, until, tstzrange(at, until), 1 from slot
		)
		insert into app.bookings (id, appointment_id, state, during, name, email)
		select id, id, 'confirmed', tstzrange(at, until), 'Booker', id || '@many.example' from slot`,
		[third.handle],
	);
	const change = (bookings: string) =>
		ask("POST", "/api/zone-changes", { cookie, body: { version, timeZone: "Europe/Lisbon", bookings } });
	try {
		const said = await change("move");
		expect([said.status, said.error?.code]).toEqual([422, "LIMIT"]);
		expect(said.error?.message).toContain("More than 2,000 bookings are to come");
		expect((await change("stay")).status).toBe(200);
	} finally {
		// Nobody else's laws are looked at for as many.
		await admin.query(
			`with gone as (delete from app.bookings where email like '%@many.example' returning appointment_id)
			update app.appointments set cancelled_at = now(), seats_taken = 0 where id in (select appointment_id from gone)`,
		);
	}
});

test("holidays have the days that the calendar has, and each region its own", () => {
	const days = (region: string, year: number) =>
		holidaysOf(region, [year]).map(({ day, name }) => `${day} ${name}`);
	expect(days("DE-BY", 2026)).toEqual(
		expect.arrayContaining(["2026-06-04 Fronleichnam", "2026-01-06 Heilige Drei Könige"]),
	);
	expect(days("DE-BE", 2026).join()).not.toContain("Fronleichnam");
	expect(days("GB-SCT", 2027).length).toBeGreaterThan(5);
	// The Assumption is a holiday in the Catholic towns of Bavaria, and the peace of Augsburg in Augsburg alone.
	expect(days("DE-BY-KATH", 2026)).toContain("2026-08-15 Mariä Himmelfahrt");
	expect(days("DE-BY-A", 2026).join()).toMatch(/2026-08-08 .*Friedensfest/);
	expect(days("DE-BY", 2026).join()).not.toContain("2026-08-08");
	expect(["DE", "DE-BY", "DE-BY-A", "NZ-CAN-Timaru"].filter((code) => !isRegion(code))).toEqual([]);
	const none = ["DE-XX", "XX", "", "DE-BY-XX", "DE-BY-A-A", "DE-XX-A", "DE-", "DE-toString", "DE-BY-valueOf"];
	expect(none.filter((code) => isRegion(code))).toEqual([]);
	const all = regions();
	expect(all.filter(({ code }) => !isRegion(code))).toEqual([]);
	expect(all).toContainEqual({ code: "DE-BY-A", name: "Germany: Bayern: Stadt Augsburg" });
	expect(all.length).toBeGreaterThan(300);
	for (const { code } of all.filter((_, i) => i % 40 === 0))
		expect(() => holidaysOf(code, [2026, 2027])).not.toThrow();
});
