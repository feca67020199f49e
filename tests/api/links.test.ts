import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getBooking } from "../../lib/bookings/get-booking.ts";
import { readRef, signRef } from "../../lib/bookings/ref.ts";
import { Refusal } from "../../lib/refusal.ts";
import { ask, given, post } from "./support/ask.ts";
import { admin, book, booker, newSchool, rows, startIn } from "./support/school.ts";

const school = await newSchool();
const teacher = school.teachers[0]?.handle ?? "";
const who = booker("Linus Keyholder");
const ref = await book(teacher, startIn(3, "08:00"), who);
const other = await book(teacher, startIn(3, "09:00"), who);
const { hold } = (await post("/api/holds", { teacher, type: "lesson", startsAt: startIn(3, "10:00") })).json;

// In this process nobody answers for the database: what would ask it hears BUSY0.
const database = given("DATABASE_URL");
beforeAll(() => {
	process.env.DATABASE_URL = "postgres://nobody:nothing@127.0.0.1:1/none";
});
afterAll(() => {
	process.env.DATABASE_URL = database;
});

test("a reference is 33 bytes: a random id, a version, and 128 bits that only the server can make", async () => {
	const bytes = Buffer.from(ref, "base64url");
	expect([ref.length, bytes.length]).toEqual([44, 33]);
	const { bookingId, linkVersion } = readRef(ref);
	// Version 4 means random: 122 bits of it.
	expect(bookingId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	const next = Buffer.from(signRef({ bookingId, linkVersion: linkVersion + 1 }), "base64url");
	let changed = 0;
	for (let i = 17; i < 33; i++) changed += bits((bytes[i] ?? 0) ^ (next[i] ?? 0));
	expect(changed, "of 128 bits, changed by one step of the version").toBeGreaterThan(30);
});

test("any bit changed in a reference makes it NTFND, and the database is not asked", async () => {
	const bytes = Buffer.from(ref, "base64url");
	for (let bit = 0; bit < 264; bit++) {
		const forged = Buffer.from(bytes);
		forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		await refused(forged.toString("base64url"), "NTFND");
	}
	for (const wrong of ["", ref.slice(1), ref.slice(0, -1), `${ref}A`, `${ref}=`, ` ${ref}`, "A".repeat(44)]) {
		await refused(wrong, "NTFND");
	}
	await refused(
		ref.replace(/.$/, (last) => (last === "+" ? "/" : "+")),
		"NTFND",
	);
	// The control: a whole one is taken to the database.
	vi.spyOn(console, "error").mockImplementationOnce(() => {});
	await refused(ref, "BUSY0");

	async function refused(text: string, code: string): Promise<void> {
		const error = await getBooking(text).catch((thrown: unknown) => thrown);
		expect(error instanceof Refusal && error.code, text).toBe(code);
	}
});

test("any character changed is a 404 over HTTP, too, and so is a mixture of two real ones", async () => {
	const forged = Array.from(
		ref,
		(sign, i) => ref.slice(0, i) + (sign === "A" ? "B" : "A") + ref.slice(i + 1),
	);
	forged.push(ref.slice(0, 22) + other.slice(22), other.slice(0, 22) + ref.slice(22));
	for (const wrong of forged) {
		expect((await ask("GET", `/api/calendars/${wrong}`)).status).toBe(404);
	}
	for (const wrong of forged.slice(0, 6)) {
		expect((await post("/api/cancellations", { booking: wrong })).error?.code).toBe("NTFND");
		const page = await ask("GET", `/b/${wrong}`);
		expect(page.text.includes(who.name) || page.text.includes(who.email)).toBe(false);
	}
});

test("a link of another version is void, although it is signed, and raising the version voids what was sent", async () => {
	const mine = await book(teacher, startIn(3, "11:00"), who);
	const { bookingId } = readRef(mine);
	const opens = async (link: string) => (await ask("GET", `/api/calendars/${link}`)).status === 200;
	const second = signRef({ bookingId, linkVersion: 2 });
	expect([await opens(mine), await opens(second)]).toEqual([true, false]);
	await admin.query("update app.bookings set link_version = 2 where id = $1", [bookingId]);
	expect([await opens(mine), await opens(second)]).toEqual([false, true]);
	expect((await post("/api/cancellations", { booking: mine })).status).toBe(404);
	expect((await ask("GET", `/b/${mine}`)).text.includes(who.name)).toBe(false);
	expect((await post("/api/cancellations", { booking: second })).status).toBe(200);
});

test("a hold is no booking and a booking no hold, though both are references", async () => {
	expect((await ask("GET", `/api/calendars/${hold}`)).status).toBe(404);
	expect((await post("/api/cancellations", { booking: hold })).error?.code).toBe("NTFND");
	expect((await post("/api/extensions", { hold: ref })).error?.code).toBe("NTFND");
	expect((await post("/api/releases", { hold: ref })).status).toBe(204);
	expect((await ask("GET", `/api/calendars/${ref}`)).status).toBe(200);
});

test("looking never changes anything: GET, HEAD, prefetch and a link scanner leave the booking as it is", async () => {
	const before = await everything();
	for (const path of [
		`/b/${ref}`,
		`/b/${ref}?booked=1`,
		`/b/${ref}/cancel`,
		`/b/${ref}/move`,
		`/b/${ref}/move?slot=${startIn(4, "09:00")}`,
		`/api/calendars/${ref}`,
		`/b/${ref}.rsc`,
	]) {
		for (const method of ["GET", "HEAD"]) {
			await ask(method, path);
			await ask(method, path, { headers: { purpose: "prefetch", "sec-purpose": "prefetch" } });
			await ask(method, `${path}${path.includes("?") ? "&" : "?"}_rsc=1`, { headers: { rsc: "1" } });
			await ask(method, path, { headers: { rsc: "1", "next-router-prefetch": "1" } });
		}
	}
	for (const path of [
		"form-cancellations",
		"form-moves",
		"moves",
		"form-bookings",
		"cancellations",
		"bookings",
		"holds",
		"releases",
		"extensions",
	]) {
		for (const method of ["GET", "HEAD"]) {
			// Who has charge of bookings reads them at the same address as they are made.
			const status = path === "bookings" ? 401 : 405;
			expect((await ask(method, `/api/${path}?booking=${ref}&hold=${hold}`)).status).toBe(status);
		}
	}
	expect(await everything()).toEqual(before);
});

test("a page and a calendar behind a link are kept by nobody and named to nobody", async () => {
	for (const path of [`/b/${ref}`, `/api/calendars/${ref}`]) {
		const said = await ask("GET", path);
		expect(said.status).toBe(200);
		expect(said.headers.get("cache-control"), path).toMatch(/no-store/);
		expect(said.headers.get("referrer-policy"), path).toBe("no-referrer");
	}
});

test.each(["cancel", "move"])(
	"the page to %s by a form says where it comes from, and no more of its address than that",
	async (page) => {
		const said = await ask("GET", `/b/${ref}/${page}`);
		expect(said.headers.get("cache-control")).toMatch(/no-store/);
		expect(said.headers.get("referrer-policy")).toBe("strict-origin");
	},
);

test("a dump of the whole database opens no booking", async () => {
	const tables = await rows<{ name: string }>(
		"select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('app', 'auth')",
	);
	let dump = "";
	for (const { name } of tables) {
		for (const { row } of await rows<{ row: string }>(`select t::text as row from ${name} t`))
			dump += `${row}\n`;
	}
	const { bookingId } = readRef(ref);
	expect(dump.includes(bookingId), "the dump has the booking").toBe(true);
	for (const link of [ref, other, hold]) {
		const secret = Buffer.from(link, "base64url").subarray(17);
		for (const form of [
			link,
			secret.toString("hex"),
			secret.toString("base64url"),
			secret.toString("base64"),
		]) {
			expect(dump.includes(form)).toBe(false);
		}
	}
	expect(dump.includes(given("LINK_SECRET"))).toBe(false);
	const likely = new Set(dump.match(/(?<![\w-])[\w-]{44}(?![\w-])/g));
	for (const text of likely) expect((await ask("GET", `/api/calendars/${text}`)).status).toBe(404);
});

/** All that a look at this school's bookings could have changed. */
function everything() {
	return rows(
		`select booking.*, appointment.seats_taken, appointment.held_until as appointment_held_until,
			(select count(*) from app.mails mail where mail.booking_id = booking.id) as mails
		from app.bookings booking
		join app.appointments appointment on appointment.id = booking.appointment_id
		join app.teachers teacher on teacher.id = appointment.teacher_id
		where teacher.handle = $1 order by booking.id`,
		[teacher],
	);
}

function bits(byte: number): number {
	return byte.toString(2).replaceAll("0", "").length;
}
