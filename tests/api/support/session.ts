import { ask, given, type Said } from "./ask.ts";
import { rows } from "./school.ts";

/** Signs a teacher in as a person would, by the code in the mail and not one that is `used`, and gives the session's cookie. */
export async function signIn(email: string, used?: string): Promise<string> {
	const said = await ask("POST", "/api/sign-in-codes", { body: { email } });
	if (said.status !== 202) throw new Error(`no code asked: ${said.status} ${said.text}`);
	const code = await codeFor(email, used);
	for (let tries = 1; ; tries++) {
		const answer = await ask("POST", "/api/sign-ins", { body: { email, code } });
		// Beside it stands that this browser has signed in before.
		const isSession = (pair: string) => pair.startsWith("sb-");
		if (answer.status === 204) return cookieOf(answer).split("; ").filter(isSession).join("; ");
		// Whoever was busy may have taken the code all the same: as a person would, another one is asked for then.
		if (tries > 1 && answer.error?.code === "WRONG") {
			await aMinuteLater(email);
			return signIn(email, code);
		}
		// A machine that does much else may be asked again in a moment, as it says.
		if (answer.error?.code !== "BUSY0" || tries === 5)
			throw new Error(`not signed in: ${answer.status} ${answer.text}`);
		await new Promise((wake) => setTimeout(wake, 1_000));
	}
}

/** One code a minute is mailed. */
async function aMinuteLater(email: string): Promise<void> {
	for (const who of ["teachers", "staff", "operators"])
		await rows(`update app.${who} set code_asked_at = null where email = $1`, [email]);
}

/** The code in the newest mail to an address that has one, and another than `used`, waited for: news of bookings come there, too. */
export async function codeFor(email: string, used?: string): Promise<string> {
	for (let tries = 0; tries < 600; tries++) {
		const mail = (await mailsTo(email)).find(({ subject }) => /code/i.test(subject));
		const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
		if (code && code !== used) return code;
		await new Promise((wake) => setTimeout(wake, 50));
	}
	throw new Error(`no code came to ${email}`);
}

type Mail = {
	subject: string;
	text: string;
	html: string;
	headers: [string, string][];
	attachments: { contentType: string; text: string }[];
};

export async function mailsTo(email: string): Promise<Mail[]> {
	const url = `${given("MAILBOX_URL")}/dev/mail.json?to=${encodeURIComponent(email)}`;
	return (await (await fetch(url)).json()) as Mail[];
}

export function cookieOf(said: Said): string {
	return said.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");
}
