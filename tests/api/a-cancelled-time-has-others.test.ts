import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { HURRY } from "../support/hurry.ts";
import { appUrl, ask, newKey, post } from "./support/ask.ts";
import { booker, newSchool, rows, startIn } from "./support/school.ts";
import { mailsTo, signIn } from "./support/session.ts";

const { teachers } = await newSchool(1, { from: 9, to: 11 });
const [{ handle: teacher, email }] = teachers as [(typeof teachers)[number]];
const cookie = await signIn(email);
const cancel = (body: object) => post("/api/teacher-cancellations", body, newKey(), { cookie });

/** Books in a language, as it is done in Kathmandu, which is 5:45 ahead. */
async function booked(language: string, startsAt: string) {
	const who = { ...booker(`Instead ${language} ${startsAt}`), timeZone: "Asia/Kathmandu" };
	const wish = { teacher, type: "lesson", startsAt, ...who };
	const said = await post("/api/bookings", wish, newKey(), { headers: { "accept-language": language } });
	expect(said.status).toBe(201);
	return { ...who, id: readRef(said.json.ref).bookingId };
}

/** The mail that it is cancelled, and the times that are named there with their links. */
async function news(to: string, subject: RegExp) {
	await rows(`${HURRY} and addressee = md5('teacher ' || $1)::uuid`, [to]);
	const found = async () => (await mailsTo(to)).find((mail) => subject.test(mail.subject));
	await expect.poll(found, { timeout: 30_000 }).toBeTruthy();
	const mail = (await found()) as NonNullable<Awaited<ReturnType<typeof found>>>;
	const times = [...mail.text.matchAll(/^ {2}(\S.*)\n {2}(https?:\S+#at=\S+)$/gm)];
	return { mail, times: times.map(([, label = "", link = ""]) => ({ label, link: new URL(link) })) };
}

const askedBy = (link: URL) => new URLSearchParams(link.hash.slice(1)).get("at") ?? "";

const said = {
	en: { subject: /^Cancelled: /, free: "These times close by are free so far:", day: /^\w{3} \d+ \w{3}, / },
	de: {
		subject: /^Abgesagt: /,
		free: "Diese Zeiten kurz davor oder danach sind noch frei:",
		day: /^\w\w \d+\. /,
	},
	fr: { subject: /^Annulé\s: /, free: "Ces créneaux proches sont encore libres", day: /^\p{L}{3}\.? \d+ /u },
	es: { subject: /^Cancelada: /, free: "Estas horas cercanas siguen libres:", day: /^\p{L}{3} \d+ /u },
} as const;

test("a day that is taken off tells each booker of times on other days, in their language and zone, and they can be booked", async () => {
	const theirs = [];
	for (const [n, language] of Object.keys(said).entries())
		theirs.push({
			language,
			...(await booked(language, startIn(6, ["09:00", "09:30", "10:00", "10:30"][n]))),
		});
	const day = { from: startIn(6, "00:00"), until: startIn(7, "00:00") };
	expect((await cancel({ ...day, away: true, reason: "Ill" })).json.cancelled).toHaveLength(4);
	for (const { language, email } of theirs) {
		const { subject, free, day } = said[language as keyof typeof said];
		const { mail, times } = await news(email, subject);
		expect(mail.text).toContain(free);
		expect(times).toHaveLength(3);
		for (const { label, link } of times) {
			const startsAt = askedBy(link);
			expect(startsAt.slice(0, 10)).not.toBe(startIn(6).slice(0, 10));
			expect([link.origin, link.pathname]).toEqual([new URL(appUrl).origin, `/t/${teacher}`]);
			expect([link.searchParams.get("type"), link.searchParams.get("minutes")]).toEqual(["lesson", "30"]);
			const there = new Date(Date.parse(startsAt) + 345 * 60_000).toISOString().slice(11, 16);
			expect(label).toMatch(day);
			expect(label).toContain(
				`, ${there}, Kathmandu (UTC+5:45) · ${startsAt.slice(11, 16).replace(/^0/, "")}, UTC`,
			);
			expect(mail.html).toContain(link.href.replaceAll("&", "&amp;"));
			expect((await ask("GET", `${link.pathname}${link.search}`)).status).toBe(200);
		}
		// What one takes is not named to the next.
		const startsAt = times[0] && askedBy(times[0].link);
		const again = { teacher, type: "lesson", startsAt, ...booker(`Again ${language}`), durationMinutes: 30 };
		expect((await post("/api/bookings", again, newKey())).status).toBe(201);
	}
});

test("where nothing is free the mail says the plain thing, with the way to the page", async () => {
	const who = await booked("en", startIn(9, "09:00"));
	const all = { from: startIn(0, "00:00"), until: startIn(100, "00:00") };
	expect((await cancel({ ...all, away: true })).json.cancelled).toContain(who.id);
	const { mail, times } = await news(who.email, said.en.subject);
	expect(times).toEqual([]);
	expect(mail.text).not.toContain(said.en.free);
	expect(mail.text).toContain(`/t/${teacher}?type=lesson&minutes=30\n`);
});
