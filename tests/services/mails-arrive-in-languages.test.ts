import { randomUUID } from "node:crypto";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { ask, newKey, post, postForm } from "../api/support/ask.ts";
import { deviceOf, keyOf, shareAs } from "../api/support/mine.ts";
import { newOpening } from "../api/support/opening.ts";
import { bearer, everyScope, newToken } from "../api/support/programs.ts";
import { newTeam } from "../api/support/rules.ts";
import { book, booker, newSchool, rows, startIn } from "../api/support/school.ts";
import { mailsTo, signIn } from "../api/support/session.ts";
import { HURRY } from "../support/hurry.ts";
import { awake } from "../support/waiting.ts";

const school = await newSchool(2);
const [teacher, other] = school.teachers.map(({ handle }) => handle) as [string, string];
await rows("update app.teachers set name = 'Frau Ümit Öztürk-Schäfer' where handle = any ($1)", [
	[teacher, other],
]);

const speaks = (language: string) => ({ headers: { "accept-language": `${language}, en;q=0.5` } });
const who = () => ({
	name: "Jürgen Weiß",
	email: `${randomUUID()}@sprache.example`,
	timeZone: "Europe/Berlin",
});
/** The newest mail to an address whose subject is like that, waited for. */
async function mailTo(email: string, subject: RegExp) {
	const found = async () => (await mailsTo(email)).find((mail) => subject.test(mail.subject));
	await expect.poll(found, { timeout: 30_000 }).toBeTruthy();
	return (await found()) as NonNullable<Awaited<ReturnType<typeof found>>>;
}
/** Nobody waits a minute for the next mail to an address here. */
const hurry = (email: string) => rows(`${HURRY} and addressee = md5($1)::uuid`, [email]);
const deliver = () => ask("GET", "/api/mail-deliveries", { headers: operator });
const operator = { authorization: `Bearer ${process.env.CRON_SECRET}` };
const languageOf = async (email: string) =>
	(
		await rows<{ language: string }>("select distinct language from app.bookings where email = $1", [email])
	).map(({ language }) => language);

describe("who books in German", () => {
	test("is written to in German from then on, and their teacher in English", async () => {
		const him = who();
		const wish = { teacher, type: "lesson", startsAt: startIn(20, "09:00"), ...him };
		const { ref } = (await post("/api/bookings", wish, newKey(), speaks("de-AT"))).json;
		const booked = await mailTo(
			him.email,
			/^Gebucht: lesson mit Frau Ümit Öztürk-Schäfer, \p{Lu}\p{L} \d+\. /u,
		);
		expect(booked.text).toContain("Guten Tag Jürgen Weiß,");
		expect(booked.text).toContain("Ihr Termin mit Frau Ümit Öztürk-Schäfer ist gebucht.");
		expect(booked.html).toContain('<html lang="de">');
		// Umlauts in a subject go as bytes that any server passes on.
		const [, raw = ""] = booked.headers.find(([name]) => name === "subject") ?? [];
		expect(raw).toMatch(/^[\x20-\x7e\s]+$/);

		const told = await mailTo(school.teachers[0]?.email ?? "", /^New booking: Jürgen Weiß, /);
		expect(told.text).toContain("has booked a time with you");

		// Whoever moves or cancels it by its link, in whatever language: it is German still.
		await post("/api/moves", { booking: ref, startsAt: startIn(20, "10:00") }, newKey(), speaks("fr"));
		await post("/api/cancellations", { booking: ref }, newKey(), speaks("es"));
		await hurry(him.email);
		await deliver();
		const off = await mailTo(him.email, /^Abgesagt: lesson mit /);
		expect(off.text).toContain("ist abgesagt");
		expect(await languageOf(him.email)).toEqual(["de"]);
	});

	test("has a calendar in German, by its file and by the one that is subscribed to", async () => {
		const him = who();
		const wish = { teacher, type: "lesson", startsAt: startIn(21, "09:00"), ...him };
		const { ref } = (await post("/api/bookings", wish, newKey(), speaks("de"))).json;
		const read = (text: string) => new ICAL.Component(ICAL.parse(text));
		const summaryOf = (calendar: ICAL.Component) =>
			calendar.getFirstSubcomponent("vevent")?.getFirstPropertyValue("summary");
		// A calendar asks in no language, or in its owner's.
		const file = read((await ask("GET", `/api/calendars/${ref}`, speaks("fr"))).text);
		expect(summaryOf(file)).toBe("lesson mit Frau Ümit Öztürk-Schäfer");
		await postForm("/api/form-mine-links", { email: him.email }, speaks("de"));
		// It is looked for once the answer is given.
		const asked = async () =>
			(await rows("select language from app.bookers where email = $1", [him.email]))[0];
		await expect.poll(asked, { timeout: 30_000 }).toEqual({ language: "de" });
		const shared = read((await ask("GET", await shareAs("mine", deviceOf(await keyOf(him.email))))).text);
		expect(shared.getFirstPropertyValue("x-wr-calname")).toBe("Meine Termine");
		expect(summaryOf(shared)).toBe("lesson mit Frau Ümit Öztürk-Schäfer");
	});

	test("after a hold, several dates, or of a team is written to in German as well", async () => {
		const startsAt = startIn(22, "09:00");
		const held = (await post("/api/holds", { teacher, type: "lesson", startsAt }, newKey(), speaks("fr")))
			.json;
		const holder = who();
		await post("/api/bookings", { hold: held.hold, ...holder }, newKey(), speaks("de"));
		await mailTo(holder.email, /^Gebucht: /);

		const serial = who();
		const starts = [startIn(23, "09:00"), startIn(24, "09:00")];
		await rows(
			"update app.appointment_types set series_cap = 5 where teacher_id = (select id from app.teachers where handle = $1)",
			[teacher],
		);
		await post(
			"/api/series-bookings",
			{ teacher, type: "lesson", starts, ...serial },
			newKey(),
			speaks("de"),
		);
		const several = await mailTo(serial.email, /^Gebucht: .* und 1 weitere$/);
		expect(several.text).toContain("Ihre 2 Termine mit");

		const team = await newTeam(school.handle);
		const mate = who();
		const wish = { team: team.handle, type: "lesson", startsAt: startIn(25, "09:00"), ...mate };
		await post("/api/team-bookings", wish, newKey(), speaks("de"));
		await mailTo(mate.email, /^Gebucht: /);
	});

	test("by a plain form, too", async () => {
		const him = who();
		const fields = { teacher, type: "lesson", startsAt: startIn(26, "09:00"), key: newKey(), ...him };
		await postForm("/api/form-bookings", fields, speaks("de"));
		await mailTo(him.email, /^Gebucht: /);
	});
});

test("what one has chosen comes before what the browser asks for, and a language that we do not speak is English", async () => {
	const chosen = who();
	const wish = (startsAt: string) => ({ teacher, type: "lesson", startsAt });
	await post("/api/bookings", { ...wish(startIn(27, "09:00")), ...chosen }, newKey(), {
		...speaks("de"),
		cookie: "firstbell_language=es",
	});
	await mailTo(chosen.email, /^Reservada: /);
	const unknown = who();
	await post("/api/bookings", { ...wish(startIn(27, "10:00")), ...unknown }, newKey(), speaks("it"));
	await mailTo(unknown.email, /^Booked: /);
});

test("a program says it for whom it books, and has no cookie", async () => {
	const desk = await signIn(school.teachers[1]?.email ?? "");
	const { secret } = await newToken(desk, everyScope);
	const her = who();
	const wish = { teacher: other, type: "lesson", startsAt: startIn(28, "09:00"), ...her };
	const headers = { ...bearer(secret), "accept-language": "fr", cookie: "firstbell_language=es" };
	await post("/api/bookings", wish, newKey(), { headers });
	await mailTo(her.email, /^Réservé\u202f: /);
});

test("who waits in Spanish is told so in Spanish, and of the free time, too", async () => {
	const startsAt = startIn(29, "09:00");
	const taken = await book(teacher, startsAt, booker("Was First"));
	const email = `${randomUUID()}@espera.example`;
	const wish = { teacher, type: "lesson", startsAt, name: "Íñigo Muñoz", email, timeZone: awake };
	await post("/api/waits", wish, newKey(), speaks("es-MX"));
	const waiting = await mailTo(email, /^En la lista de espera: /);
	expect(waiting.text).toContain("Tu turno es el 1.º");
	await post("/api/cancellations", { booking: taken });
	await hurry(email);
	await deliver();
	const offered = await mailTo(email, /^Libre para ti hasta el /);
	expect(offered.text).toContain("y es tu turno");
});

test("who asks for their link in French gets it in French", async () => {
	const opening = await newOpening({ audience: "anyone", opensIn: 3_600 });
	const email = `${randomUUID()}@famille.example`;
	await post("/api/invitation-requests", { opening: opening.id, email }, newKey(), speaks("fr-CA"));
	const invited = await mailTo(email, /^Votre lien\u202f: /);
	expect(invited.text).toContain("tirage au sort");
	const [kept] = await rows("select language from app.invitations where email = $1", [email]);
	expect(kept).toEqual({ language: "fr" });
});
