import { createHash, randomUUID } from "node:crypto";
import { weeksTouched } from "../../lib/time.ts";
import { demoOperator, demoStaff } from "../../stack/demo-school.ts";
import { ask, post, postForm } from "../api/support/ask.ts";
import { cookieOf, mailsTo, signIn } from "../api/support/session.ts";
import { sealed } from "../support/sealed.ts";

// What has to be done first, so that there is a page to look at; each once.
const teacher = "clara-demo";
const ada = { name: "Ada Palmer", email: "ada@family.example", timeZone: "Europe/Berlin" };

/** A booking by somebody. Gives its reference. */
export const booked = once(async () => (await book("piano-lesson", ada)).ref);

/** A request that its teacher has to answer. Gives the page of the mail about it. */
export const asked = once(async () => {
	await book("trial-lesson", { ...ada, name: "Ben Palmer", email: "ben@family.example" });
	return pathIn("clara@demo-school.example", /\/decide\/[\w-]+/);
});

/** Somebody waits for a time that somebody else has. Gives the page of the mail about it. */
export const waited = once(async () => {
	const other = { ...ada, name: "Cleo Palmer", email: "cleo@family.example" };
	const { startsAt } = await book("piano-lesson", other);
	const who = { ...ada, name: "Dora Palmer", email: "dora@family.example" };
	const said = await post("/api/waits", { teacher, type: "piano-lesson", startsAt, ...who });
	if (said.status !== 201) throw new Error(`not waiting: ${said.status} ${said.text}`);
	return pathIn(who.email, /\/wait\/[\w-]+/);
});

/** The page of the mail with a link to all of one's bookings. */
export const ownLink = once(async () => {
	await booked();
	await postForm("/api/form-mine-links", { email: ada.email });
	return pathIn(ada.email, /\/mine\/[\w-]+/);
});

/** Who has opened the page of all their bookings by it. Gives their device's cookie. */
export const ownPage = once(async () => {
	const link = (await ownLink()).replace("/mine/", "");
	return cookieOf(await postForm("/api/form-mine-visits", { link }));
});

/** Where reminders lead whoever wants no more of them. */
export const mailWishes = () => `/mails/${sealed("mail wish", createHash("md5").update(ada.email).digest())}`;

export const asTeacher = once(() => signIn("clara@demo-school.example"));
export const asOffice = once(() => signIn(demoStaff));
export const asOperator = once(() => signIn(demoOperator));

type Who = typeof ada;

/** Takes the first time that is free after tomorrow. */
async function book(type: string, who: Who): Promise<{ ref: string; startsAt: string }> {
	const from = Date.now() + 2 * 86_400_000;
	for (const week of weeksTouched(from, from + 30 * 86_400_000)) {
		const { json } = await ask("GET", `/api/slots/${teacher}/${type}/${week}`);
		const free = json.slots.find(({ startsAt }: { startsAt: string }) => Date.parse(startsAt) > from);
		if (!free) continue;
		const said = await post(
			"/api/bookings",
			{ teacher, type, startsAt: free.startsAt, ...who },
			randomUUID(),
		);
		if (said.status !== 201) throw new Error(`not booked: ${said.status} ${said.text}`);
		return { ref: said.json.ref, startsAt: free.startsAt };
	}
	throw new Error(`${teacher} has nothing free within a month.`);
}

const authorization = `Bearer ${process.env.CRON_SECRET}`;

/** The page that a mail leads to, waited for: one address gets a mail a minute. */
export async function pathIn(email: string, path: RegExp): Promise<string> {
	for (let tries = 0; tries < 180; tries++) {
		for (const { text } of await mailsTo(email)) {
			const [found] = path.exec(text) ?? [];
			if (found) return found;
		}
		// No cron runs beside what is measured.
		if (tries % 10 === 9) await ask("GET", "/api/mail-deliveries", { headers: { authorization } });
		await new Promise((wake) => setTimeout(wake, 500));
	}
	throw new Error(`no mail to ${email} has ${path}`);
}

export function once<T>(deed: () => Promise<T>): () => Promise<T> {
	let done: Promise<T> | undefined;
	return () => {
		done ??= deed();
		return done;
	};
}
