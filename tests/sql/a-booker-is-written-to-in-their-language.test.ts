import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { languages } from "../../lib/languages/languages.js";
import { begin, seedDesk } from "../support/desk.ts";
import { invite, opened, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { decide, seedAsking } from "../support/requests.ts";
import { slotStart } from "../support/seed.ts";
import { speak } from "../support/speaking.ts";
import { type Booked, book, call, cancel, type Held, hold, move } from "../support/verbs.ts";
import { awake, sweep, waitOf } from "../support/waiting.ts";

const { admin, serverUrl } = await ownDatabase();
const server = new pg.Client(serverUrl);
await server.connect();
afterAll(() => server.end());
const { teacher, user } = await seedDesk(admin, { types: [{ horizon_days: 90 }] });
await admin.query("update app.appointment_types set series_cap = 10");

let slots = 0;
/** A time that no other line here wants. */
const free = () => slotStart(2 * slots++);
const who = (): [name: string, email: string, zone: string] => [
	"Käthe",
	`${randomUUID()}@home.example`,
	"UTC",
];
const languageOf = async (id: string): Promise<string> =>
	(await admin.query("select language from app.bookings where id = $1", [id])).rows[0].language;
const bookIn = (language: string, of = teacher, at = free()) =>
	speak<Booked>(server, language, "book_slot", randomUUID(), of, "lesson", at, ...who());
const confirmIn = (language: string, held: Booked, of = who()) =>
	speak<Booked>(server, language, "confirm_hold", randomUUID(), held.booking_id, held.link_version, ...of);

test("the database knows the languages that the program speaks", async () => {
	const { rows } = await admin.query("select enum_range(null::app.language)::text[] as known");
	expect(rows[0].known).toEqual([...languages]);
});

describe("the setting", () => {
	test.each(["auto", "force_generic_plan", "force_custom_plan"])(
		"is there before the verb is called, and gone after it: %s, prepared or not",
		async (mode) => {
			await server.query(`set plan_cache_mode = ${mode}`);
			const text =
				"select api.book_slot($1, $2, $3, $4, $5, $6, $7) as answer from set_config('firstbell.language', $8, true)";
			// Often enough for a plan that is kept.
			for (let nth = 0; nth < 7; nth++)
				for (const name of [undefined, `book_${mode}`]) {
					const language = languages[nth % languages.length] ?? "";
					const values = [randomUUID(), teacher, "lesson", free(), ...who(), language];
					const { rows } = await server.query(name ? { name, text, values } : { text, values });
					expect(await languageOf(rows[0].answer.booking_id)).toBe(language);
					const { rows: left } = await server.query(
						"select current_setting('firstbell.language', true) as left",
					);
					expect(left[0].left || "").toBe("");
				}
			await server.query("reset plan_cache_mode");
		},
	);

	test("of one who was refused is gone, too", async () => {
		const at = free();
		await bookIn("de", teacher, at);
		await expect(bookIn("fr", teacher, at)).rejects.toMatchObject({ code: "TAKEN" });
		expect(await languageOf((await book(server, { teacher, at: free() })).booking_id)).toBe("en");
	});

	test.each(["it", "DE", "de-AT", "", "' or true --"])("%j is English", async (language) => {
		expect(await languageOf((await bookIn(language)).booking_id)).toBe("en");
	});
});

describe("a booking keeps the language", () => {
	test("of who books in one step, and an answer that is given again changes nothing", async () => {
		const wish = [randomUUID(), teacher, "lesson", free(), ...who()];
		const first = await speak<Booked>(server, "de", "book_slot", ...wish);
		expect(await speak(server, "fr", "book_slot", ...wish)).toEqual(first);
		expect(await languageOf(first.booking_id)).toBe("de");
	});

	test("of who confirms a hold, whoever held it", async () => {
		const held = await hold(server, { teacher, at: free() });
		expect(await languageOf(held.booking_id)).toBe("en");
		await confirmIn("es", held);
		expect(await languageOf(held.booking_id)).toBe("es");
	});

	test("of who books several dates, the one among them that was held", async () => {
		const starts = [free(), free()];
		const held = await hold(server, { teacher, at: starts[0] as string });
		const wish = [teacher, "lesson", starts, ...who(), null, "{}", held.booking_id, held.link_version];
		const { bookings } = await speak<{ bookings: Booked[] }>(
			server,
			"fr",
			"book_series",
			randomUUID(),
			...wish,
		);
		expect(bookings.map(({ booking_id }) => booking_id)).toContain(held.booking_id);
		for (const { booking_id } of bookings) expect(await languageOf(booking_id)).toBe("fr");
	});

	test("of who books any of a team", async () => {
		await admin.query(
			`with made as (
				insert into app.teams (school_id, handle, name, subject)
				select teacher.school_id, 'any', 'Any', 'Testing' from app.teachers teacher where teacher.handle = $1
				returning id
			)
			insert into app.team_members (team_id, teacher_id)
			select made.id, teacher.id from made, app.teachers teacher where teacher.handle = $1`,
			[teacher],
		);
		const wish = [randomUUID(), "any", "lesson", free(), ...who()];
		const { booking_id } = await speak<Booked>(server, "de", "book_team_slot", ...wish);
		expect(await languageOf(booking_id)).toBe("de");
	});

	test("when it moves, whoever moves it, and when it is cancelled", async () => {
		const desk = await seedDesk(admin);
		const booked = await bookIn("fr", desk.teacher);
		await move(server, booked, free());
		expect(await languageOf(booked.booking_id)).toBe("fr");
		await call(server, "change_zone", desk.user, 1, "Etc/GMT-1", true);
		expect(await languageOf(booked.booking_id)).toBe("fr");
		await cancel(server, booked);
		expect(await languageOf(booked.booking_id)).toBe("fr");
	});

	test("when its teacher says yes or no", async () => {
		const asking = await seedAsking(admin);
		for (const yes of [true, false]) {
			const asked = await bookIn("es", asking.teacher);
			await decide(server, asked, yes);
			expect(await languageOf(asked.booking_id)).toBe("es");
		}
	});

	test("when its booker came", async () => {
		const booked = await bookIn("de");
		await begin(admin, booked.booking_id);
		await call(server, "mark_attendance", user, booked.booking_id, "no_show");
		expect(await languageOf(booked.booking_id)).toBe("de");
	});
});

describe("a wish", () => {
	test("is told of in the language it was made in, and what comes of it in that of who takes it", async () => {
		const at = free();
		const taken = await book(server, { teacher, at });
		const email = `${randomUUID()}@waiter.example`;
		const wish = [randomUUID(), teacher, "lesson", "slot", at, null, "Käthe", email, awake];
		await speak(server, "es", "join_waitlist", ...wish);
		await cancel(server, taken);
		await sweep(server, teacher);
		const { booking_id } = await waitOf(admin, email);
		const mails = await taking();
		expect(mails.find(({ wait }) => wait?.email === email)?.wait?.language).toBe("es");
		const offer: Booked = { booking_id: booking_id ?? "", link_version: 1, starts_at: "", ends_at: "" };
		await confirmIn("fr", offer, ["Käthe", email, "UTC"]);
		expect(await languageOf(offer.booking_id)).toBe("fr");
	});
});

type Told = { email: string; language: string } | null;
type Taken = Record<"booking" | "wait" | "booker" | "invitation", Told>;
/** All that waits, as if its turn had come. */
async function taking(): Promise<Taken[]> {
	await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	return call<Taken[]>(server, "take_mails", 1_000, 60, true);
}

test("the link to one's own page comes in the language it was asked for last", async () => {
	const [name, email, zone] = who();
	await speak(server, "de", "book_slot", randomUUID(), teacher, "lesson", free(), name, email, zone);
	for (const language of ["de", "fr"]) await speak(server, language, "ask_mine", email);
	const told = (await taking()).flatMap(({ booking, booker }) => [booking, booker]);
	const languages_ = told.filter((about) => about?.email === email).map((about) => about?.language);
	expect(languages_).toEqual(expect.arrayContaining(["de", "fr"]));
});

describe("an invitation", () => {
	const invited = async (id: string, email: string) =>
		(
			await admin.query("select language, asked from app.invitations where opening_id = $1 and email = $2", [
				id,
				email,
			])
		).rows[0];

	test("of a school's list is in English, and in a family's own language once they ask for it themselves", async () => {
		const office = await seedOffice(admin, "asks", ["asks"]);
		const opening = await saveOpening(admin, office, { audience: "anyone", teacher: "asks", type: "lesson" });
		const [family] = await invite(admin, office, opening, 1);
		const email = family?.email ?? "";
		expect(await invited(opening.id, email)).toEqual({ language: "en", asked: false });
		await speak(server, "fr", "ask_invitation", opening.id, email);
		expect(await invited(opening.id, email)).toEqual({ language: "fr", asked: false });
		await speak(server, "de", "ask_invitation", opening.id, "new@home.example");
		expect(await invited(opening.id, "new@home.example")).toEqual({ language: "de", asked: true });
		const told = (await taking()).map(({ invitation }) => invitation).filter(Boolean);
		expect(told.map((each) => [each?.email, each?.language])).toEqual(
			expect.arrayContaining([
				[email, "fr"],
				["new@home.example", "de"],
			]),
		);
	});

	test("that was taken back stays as it was", async () => {
		const office = await seedOffice(admin, "back", ["back"]);
		const opening = await saveOpening(admin, office, { audience: "anyone", teacher: "back", type: "lesson" });
		const [family] = await invite(admin, office, opening, 1);
		await call(admin, "revoke_invitation", office.staff, opening.id, family?.id);
		await speak(server, "fr", "ask_invitation", opening.id, family?.email);
		expect(await invited(opening.id, family?.email ?? "")).toMatchObject({ language: "en" });
	});

	test("gives its language to what the office books for the family", async () => {
		const office = await seedOffice(admin, "helps", ["helps"]);
		const { opening, invitations } = await opened(admin, office);
		const [spoken, silent] = invitations;
		await admin.query("update app.invitations set language = 'es' where id = $1", [spoken?.id]);
		const bookFor = async (email: string, at: string) => {
			const wish = [randomUUID(), "helps", "lesson", at, "N", email, "UTC"];
			const booked = await call<Held>(server, "book_for", office.staff, opening.id, ...wish);
			return languageOf(booked.booking_id);
		};
		expect(await bookFor(spoken?.email ?? "", slotStart(0))).toBe("es");
		expect(await bookFor(silent?.email ?? "", slotStart(1))).toBe("en");
		expect(await bookFor("walks-in@home.example", slotStart(2))).toBe("en");
	});
});
