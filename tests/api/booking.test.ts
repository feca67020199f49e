import { describe, expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { ask, newKey, post, type Said } from "./support/ask.ts";
import { admin, book, booker, type Fixture, newSchool, rows, startIn } from "./support/school.ts";

const school: Fixture = await newSchool(2);
const teacher = school.teachers[0]?.handle ?? "";
const wish = (startsAt: string, type = "lesson") => ({ teacher, type, startsAt });

async function freeStarts(startsAt: string, type = "lesson"): Promise<string[]> {
	const said = await ask("GET", `/api/slots/${teacher}/${type}/${weekOf(startsAt)}`);
	expect(said.status).toBe(200);
	return said.json.slots.map((slot: { startsAt: string }) => slot.startsAt);
}

/** The end of a hold's time, by the database's clock, without waiting for it. */
async function lapse(startsAt: string): Promise<void> {
	await admin.query(
		`with hold as (
			update app.bookings set held_until = now() - interval '1 second'
			where lower(during) = $1 and state = 'held' and appointment_id in (
				select appointment.id from app.appointments appointment
				join app.teachers teacher on teacher.id = appointment.teacher_id where teacher.handle = $2)
			returning appointment_id)
		update app.appointments set held_until = now() - interval '1 second'
		where id in (select appointment_id from hold)`,
		[startsAt, teacher],
	);
}

function refused(said: Said, status: number, code: string): void {
	expect([said.status, said.error?.code], said.text).toEqual([status, code]);
	expect(said.error?.message).toBeTruthy();
	expect(said.headers.get("cache-control")).toContain("no-store");
}

describe("from a hold to a booking and back", () => {
	test("a slot is held, confirmed, seen and cancelled, and is free again", async () => {
		const startsAt = startIn(3, "08:00");
		const held = await post("/api/holds", wish(startsAt));
		expect(held.status).toBe(201);
		expect(held.json).toMatchObject({ startsAt, extensionsLeft: 10 });
		expect(await freeStarts(startsAt)).not.toContain(startsAt);

		const confirmed = await post("/api/bookings", { hold: held.json.hold, ...booker() });
		expect(confirmed.status, confirmed.text).toBe(201);
		expect(confirmed.json).toMatchObject({ startsAt });
		const page = await ask("GET", `/b/${confirmed.json.ref}`);
		expect(page.status).toBe(200);
		expect(page.text).toContain("Ada Palmer");

		const reason = "A cold.";
		const cancelled = await post("/api/cancellations", { booking: confirmed.json.ref, reason });
		expect([cancelled.status, cancelled.json]).toEqual([200, { state: "cancelled" }]);
		expect(await freeStarts(startsAt)).toContain(startsAt);
		const again = await post("/api/cancellations", { booking: confirmed.json.ref });
		expect([again.status, again.json]).toEqual([200, { state: "cancelled" }]);
		expect((await ask("GET", `/b/${confirmed.json.ref}`)).text).toContain("In your words: A cold.");
		const mails = await rows<{ kind: string }>(
			"select mail.kind from app.mails mail join app.bookings booking on booking.id = mail.booking_id where email = $1 order by kind::text",
			[booker().email],
		);
		expect(mails.map(({ kind }) => kind)).toEqual(["cancelled", "cancelled", "confirmed", "confirmed"]);
	});

	test("a hold hides the slot, releasing gives it back, and releasing twice changes nothing", async () => {
		const startsAt = startIn(3, "09:00");
		const { hold } = (await post("/api/holds", wish(startsAt))).json;
		expect(await freeStarts(startsAt)).not.toContain(startsAt);
		expect((await post("/api/releases", { hold })).status).toBe(204);
		expect(await freeStarts(startsAt)).toContain(startsAt);
		expect((await post("/api/holds", wish(startsAt))).status).toBe(201);
		expect((await post("/api/releases", { hold })).status).toBe(204);
		expect(await freeStarts(startsAt)).not.toContain(startsAt);
	});

	test.each([
		["confirmed", (hold: string) => post("/api/bookings", { hold, ...booker("Just In Time") }), "12:30"],
		["extended", (hold: string) => post("/api/extensions", { hold }), "13:00"],
	])("one that ran out hides the slot again as soon as it is %s", async (_what, act, time) => {
		const startsAt = startIn(3, time);
		const { hold } = (await post("/api/holds", wish(startsAt))).json;
		await lapse(startsAt);
		expect(await freeStarts(startsAt)).toContain(startsAt);
		const said = await act(hold);
		expect(said.json).toMatchObject({ startsAt });
		expect(said.text).not.toContain(teacher);
		expect(await freeStarts(startsAt)).not.toContain(startsAt);
	});

	test("an extension gives a hold its time again, ten times, and then LIMIT", async () => {
		const { hold, heldUntil } = (await post("/api/holds", wish(startIn(3, "10:00")))).json;
		for (let left = 9; left >= 0; left--) {
			const said = await post("/api/extensions", { hold });
			expect([said.status, said.json.extensionsLeft]).toEqual([200, left]);
			expect(Date.parse(said.json.heldUntil)).toBeGreaterThanOrEqual(Date.parse(heldUntil));
		}
		refused(await post("/api/extensions", { hold }), 422, "LIMIT");
	});

	test("an extension whose key comes again is answered as the first was, and costs nothing more", async () => {
		const { hold } = (await post("/api/holds", wish(startIn(3, "11:00")))).json;
		const key = newKey();
		const first = await post("/api/extensions", { hold }, key);
		expect([first.status, first.json.extensionsLeft]).toEqual([200, 9]);
		expect((await post("/api/extensions", { hold }, key)).json).toEqual(first.json);
		// An API user need not send one, and then each is one more.
		const plain = await ask("POST", "/api/extensions", { body: { hold } });
		expect([plain.status, plain.json.extensionsLeft]).toEqual([200, 8]);
		const { hold: other } = (await post("/api/holds", wish(startIn(3, "11:30")))).json;
		refused(await post("/api/extensions", { hold: other }, key), 409, "REUSE");
	});

	test("a hold that became a booking is no hold any more", async () => {
		const { hold } = (await post("/api/holds", wish(startIn(3, "10:30")))).json;
		expect((await post("/api/bookings", { hold, ...booker("Once Only") })).status).toBe(201);
		refused(await post("/api/bookings", { hold, ...booker("Once Only") }), 404, "NTFND");
		refused(await post("/api/extensions", { hold }), 404, "NTFND");
		expect((await post("/api/releases", { hold })).status).toBe(204);
		expect(await freeStarts(startIn(3, "10:30"))).not.toContain(startIn(3, "10:30"));
	});
});

describe("who comes too late", () => {
	test("hears TAKEN with times that are really free", async () => {
		const startsAt = startIn(5, "12:00");
		await book(teacher, startsAt, booker("First Come"));
		for (const said of [
			await post("/api/holds", wish(startsAt)),
			await post("/api/bookings", { ...wish(startsAt), ...booker("Second Come") }),
		]) {
			refused(said, 409, "TAKEN");
			await reallyFree(said, startsAt);
		}
	});

	test("whose hold ran out and was taken hears LAPSD with times that are really free", async () => {
		const startsAt = startIn(6, "12:00");
		const { hold } = (await post("/api/holds", wish(startsAt))).json;
		await lapse(startsAt);
		expect(await freeStarts(startsAt)).toContain(startsAt);
		await book(teacher, startsAt, booker("Faster Hand"));
		const said = await post("/api/bookings", { hold, ...booker("Slow Hand") });
		refused(said, 410, "LAPSD");
		await reallyFree(said, startsAt);
		const extension = await post("/api/extensions", { hold });
		refused(extension, 410, "LAPSD");
		await reallyFree(extension, startsAt);
	});

	test("whose hold ran out while nobody wanted it still gets the booking", async () => {
		const startsAt = startIn(7, "12:00");
		const { hold } = (await post("/api/holds", wish(startsAt))).json;
		await lapse(startsAt);
		expect((await post("/api/bookings", { hold, ...booker("Slow Typer") })).status).toBe(201);
		expect(await freeStarts(startsAt)).not.toContain(startsAt);
	});

	async function reallyFree(said: Said, startsAt: string): Promise<void> {
		const nearest = said.error?.nearest as { startsAt: string; seatsLeft: number }[];
		expect(nearest).toHaveLength(6);
		const week = await freeStarts(startsAt);
		for (const slot of nearest) {
			expect(Math.abs(Date.parse(slot.startsAt) - Date.parse(startsAt))).toBeLessThan(4 * 3_600_000);
			if (weekOf(slot.startsAt) === weekOf(startsAt)) expect(week).toContain(slot.startsAt);
		}
		const { hold } = (await post("/api/holds", wish(nearest[2]?.startsAt ?? ""))).json;
		expect(hold).toBeTruthy();
		await post("/api/releases", { hold });
	}
});

describe("one key, one answer", () => {
	test("the same key again gives the same body, for a hold, a booking and a confirmation", async () => {
		const [holdKey, confirmKey, bookKey] = [newKey(), newKey(), newKey()];
		const hold = () => post("/api/holds", wish(startIn(8, "08:00")), holdKey);
		const first = await hold();
		const confirm = () =>
			post("/api/bookings", { hold: first.json.hold, ...booker("Key Keeper") }, confirmKey);
		const take = () =>
			post("/api/bookings", { ...wish(startIn(8, "09:00")), ...booker("Key Taker") }, bookKey);
		for (const act of [hold, confirm, take]) {
			const [once, twice] = [await act(), await act()];
			expect(once.status).toBe(201);
			expect([twice.status, twice.text]).toEqual([once.status, once.text]);
		}
	});

	test("of twenty equal requests at once there is one booking and twenty equal answers", async () => {
		const key = newKey();
		const body = { ...wish(startIn(8, "11:00")), ...booker("Twenty Times") };
		const answers = await Promise.all(Array.from({ length: 20 }, () => post("/api/bookings", body, key)));
		expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
		expect(answers[0]?.status).toBe(201);
		expect(await rows("select from app.bookings where email = $1", [body.email])).toHaveLength(1);
	});

	test("the same key with another body is refused as REUSE, whatever changed", async () => {
		const key = newKey();
		const body = { ...wish(startIn(8, "13:00")), ...booker("Reuser") };
		expect((await post("/api/bookings", body, key)).status).toBe(201);
		refused(await post("/api/bookings", { ...body, startsAt: startIn(8, "13:30") }, key), 409, "REUSE");
		refused(await post("/api/bookings", { ...body, name: "Reuser II" }, key), 409, "REUSE");
		refused(await post("/api/holds", wish(startIn(8, "14:00")), key), 409, "REUSE");
		expect(await freeStarts(startIn(8))).toContain(startIn(8, "13:30"));
	});

	test("a refusal is not remembered: the key may get its yes later", async () => {
		const [key, startsAt] = [newKey(), startIn(8, "15:00")];
		const { hold } = (await post("/api/holds", wish(startsAt))).json;
		refused(await post("/api/holds", wish(startsAt), key), 409, "TAKEN");
		await post("/api/releases", { hold });
		expect((await post("/api/holds", wish(startsAt), key)).status).toBe(201);
	});
});

describe("the rules of booking", () => {
	test("a student is never in two places: CLASH, but a sibling may be", async () => {
		const other = school.teachers[1]?.handle;
		const startsAt = startIn(9, "10:00");
		await book(teacher, startsAt, booker("Twin A"));
		const elsewhere = { teacher: other, type: "lesson", startsAt: startIn(9, "10:00") };
		refused(await post("/api/bookings", { ...elsewhere, ...booker("Twin A") }), 409, "CLASH");
		const sibling = { ...booker("Twin A"), name: "Twin B" };
		expect((await post("/api/bookings", { ...elsewhere, ...sibling })).status).toBe(201);
	});

	test("at a type's cap a booker hears LIMIT", async () => {
		await book(teacher, startIn(10, "10:00"), booker("Cap Reached"), "once");
		const said = await post("/api/bookings", {
			...wish(startIn(11, "10:00"), "once"),
			...booker("Cap Reached"),
		});
		refused(said, 422, "LIMIT");
	});

	test("inside the notice, and inside the cutoff, it is LATE0", async () => {
		refused(await post("/api/holds", wish(startIn(10, "11:00"), "notice")), 422, "LATE0");
		const ref = await book(teacher, startIn(10, "12:00"), booker("Locked In"), "locked");
		refused(await post("/api/cancellations", { booking: ref }), 422, "LATE0");
	});

	test("what is past, too far off or not open yet is CLOSD", async () => {
		refused(await post("/api/holds", wish(startIn(-1))), 422, "CLOSD");
		refused(await post("/api/holds", wish(startIn(90))), 422, "CLOSD");
		refused(await post("/api/holds", wish(startIn(10), "unopened")), 422, "CLOSD");
		expect(await freeStarts(startIn(10), "unopened")).toEqual([]);
	});

	test("a start that is not offered is GONE0, with times that are really free", async () => {
		const said = await post("/api/holds", wish(startIn(11, "10:07")));
		refused(said, 409, "GONE0");
		const { nearest } = said.json.error;
		expect(nearest.map((slot: { startsAt: string }) => slot.startsAt)).toContain(startIn(11, "10:00"));
	});

	test("an unknown teacher and an unknown type are NTFND", async () => {
		refused(await post("/api/holds", { ...wish(startIn(10)), teacher: "nobody-here" }), 404, "NTFND");
		refused(await post("/api/holds", wish(startIn(10), "nothing")), 404, "NTFND");
	});

	test("a group has as many bookings as seats, and then TAKEN", async () => {
		const startsAt = startIn(12, "10:00");
		for (const [i, name] of ["Ann", "Ben", "Cy"].entries()) {
			await book(teacher, startsAt, booker(`${name} Group`), "group");
			const week = await ask("GET", `/api/slots/${teacher}/group/${weekOf(startsAt)}`);
			const slot = week.json.slots.find((each: { startsAt: string }) => each.startsAt === startsAt);
			expect(slot?.seatsLeft).toBe(i === 2 ? undefined : 2 - i);
		}
		refused(await post("/api/holds", wish(startsAt, "group")), 409, "TAKEN");
		expect(await freeStarts(startsAt, "lesson")).not.toContain(startsAt);
	});
});

describe("GET /api/slots/<teacher>/<type>/<week>", () => {
	const week = weekOf(startIn(3));

	test("answers one list for everybody, to be kept for a second", async () => {
		const said = await ask("GET", `/api/slots/${teacher}/lesson/${week}`);
		expect(said.json).toMatchObject({ week, timeZone: "UTC" });
		expect(said.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1, must-revalidate");
		expect(said.headers.get("cdn-cache-control")).toBe("max-age=1, stale-while-revalidate=30");
		expect(said.headers.get("set-cookie")).toBeNull();
	});

	test("has one address: a query, an escape or a capital letter is refused, a slash at the end is led back", async () => {
		const path = `/api/slots/${teacher}/lesson/${week}`;
		refused(await ask("GET", `${path}?fresh=1`), 404, "NTFND");
		refused(await ask("GET", path.replace("lesson", "%6Cesson")), 404, "NTFND");
		refused(await ask("GET", path.replace(teacher, teacher.toUpperCase())), 422, "INVAL");
		expect((await ask("GET", `${path}/`)).status).toBe(308);
	});

	test("refuses a week 53 that its year does not have, and other impossible weeks", async () => {
		expect((await ask("GET", `/api/slots/${teacher}/lesson/2026-W53`)).status).toBe(200);
		for (const wrong of ["2025-W53", "2026-W00", "2026-W54", "2026-48", "1999-W01", "2026-w48"]) {
			const said = await ask("GET", `/api/slots/${teacher}/lesson/${wrong}`);
			refused(said, 422, "INVAL");
			expect(Object.keys(said.error?.fields as object)).toEqual(["week"]);
		}
	});

	test("knows no unknown teacher and no unknown type", async () => {
		refused(await ask("GET", `/api/slots/nobody-here/lesson/${week}`), 404, "NTFND");
		refused(await ask("GET", `/api/slots/${teacher}/nothing/${week}`), 404, "NTFND");
	});
});
