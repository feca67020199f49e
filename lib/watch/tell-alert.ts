import "server-only";
import { randomUUID } from "node:crypto";
import { env } from "../env.ts";
import { log } from "../log.ts";
import { escaped } from "../mail/letter.ts";
import { sendMail } from "../mail/transport.ts";
import { reach } from "../outbound.ts";
import { titleOf } from "./alerts.ts";

/** What is told: that something is wrong, or, with `wellAt`, that it is well again. */
export type Told = { id: string; name: string; said: string; since: string; wellAt: string | null };

/**
 * Tells whoever the environment names, each way there is. Says whether anybody heard it; where nobody is named, the log does. One
 * that is out of reach must not have the other told every minute.
 */
export async function tellAlert(told: Told): Promise<boolean> {
	const { ALERT_MAIL, ALERT_WEBHOOK } = env();
	const text = words(told);
	log("error", text, { alert: told.name });
	const ways = [
		...(ALERT_MAIL ? [mailed(ALERT_MAIL, told, text)] : []),
		...(ALERT_WEBHOOK ? [posted(ALERT_WEBHOOK, told, text)] : []),
	];
	const done = await Promise.allSettled(ways);
	for (const each of done)
		if (each.status === "rejected")
			log("error", "alert not told one way", { alert: told.name, error: each.reason });
	return ways.length === 0 || done.some(({ status }) => status === "fulfilled");
}

const runbook = (name: string) => `What to do: "${name}" in docs/operating.md`;

function words({ name, said, since, wellAt }: Told): string {
	const title = titleOf(name);
	if (wellAt) return `Well again since ${wellAt}: ${title} (${name}), which began ${since}.`;
	return `${title} (${name}) since ${since}: ${said}. ${runbook(name)}.`;
}

async function mailed(to: string, { id, name, wellAt }: Told, text: string): Promise<void> {
	const { APP_URL } = env();
	const subject = `[Firstbell] ${wellAt ? "Well again: " : ""}${titleOf(name)}`;
	const all = `${text}\n\n${APP_URL}/ops\n`;
	await sendMail({
		// The same each time it is sent, so that what comes twice is seen to be one.
		messageId: `<${id}-${wellAt ? "well" : "wrong"}@${new URL(APP_URL).hostname}>`,
		date: new Date(),
		to,
		subject,
		text: all,
		html: `<!doctype html><html lang="en"><body><p>${escaped(text)}</p><p><a href="${APP_URL}/ops">${APP_URL}/ops</a></p></body></html>`,
		calendar: undefined,
	});
}

async function posted(url: string, told: Told, text: string): Promise<void> {
	const { id, name, said, since, wellAt } = told;
	const { status } = await reach(url, {
		headers: { "content-type": "application/json", "idempotency-key": `${id}-${wellAt ? "well" : "wrong"}` },
		body: JSON.stringify({
			alert: name,
			state: wellAt ? "well" : "wrong",
			title: titleOf(name),
			said,
			since,
			wellAt,
			runbook: runbook(name),
			ops: `${env().APP_URL}/ops`,
			text,
		}),
		limitBytes: 0,
		timeoutMs: 5_000,
	});
	if (status >= 300) throw new Error(`answered ${status}`);
}

/** For what has no row of its own to be known by. */
export const newTold = (name: string, said: string, since: string, wellAt: string | null): Told => ({
	id: randomUUID(),
	name,
	said,
	since,
	wellAt,
});
