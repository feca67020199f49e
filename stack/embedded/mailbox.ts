import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { type Attachment, type Mail, readable } from "./mail.ts";
import { listPage, mailPage, notFoundPage } from "./mailbox-page.ts";
import { type Answer, json, serve } from "./serve.ts";

export type Mailbox = {
	/** Newest first; only those to `to` when given. */
	list(to?: string): Mail[];
	/** The newest mail to `to` whose subject is like that and that arrived since `since` (ms since 1970), waited for; refuses after `ms`. */
	wait(to: string, subject: RegExp, since: number, ms: number): Promise<Mail>;
	clear(): void;
	stop(): Promise<void>;
};

const KEPT = 500;

/** Takes every mail by SMTP, sends none on, and shows them under /dev/mail. The last 500 survive a restart. */
export async function startMailbox(options: {
	folder: string;
	smtpPort: number;
	httpPort: number;
	/** Hears of each mail once it is here, before its sender does. */
	arrived?: (mail: Mail) => void;
}): Promise<Mailbox> {
	const folder = join(options.folder, "mail");
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const mails = readBack(folder); // oldest first

	const smtp = new SMTPServer({
		disabledCommands: ["AUTH", "STARTTLS"],
		disableReverseLookup: true,
		size: 10 * 1024 * 1024,
		onData(stream, session, done) {
			simpleParser(stream)
				.then((parsed) =>
					keep(
						readable(
							parsed,
							session.envelope.rcptTo.map((each) => each.address),
						),
					),
				)
				.then(() => done(), done);
		},
	});
	smtp.on("error", () => {}); // A client that hangs up is no trouble of ours.
	await new Promise<void>((done, fail) => {
		smtp.server.once("error", fail);
		smtp.listen(options.smtpPort, "127.0.0.1", done);
	});
	const stopHttp = await serve(options.httpPort, async ({ url }) => show(url));

	return {
		list,
		clear() {
			for (const mail of mails.splice(0)) rmSync(join(folder, `${mail.id}.json`), { force: true });
		},
		async wait(to, subject, since, ms) {
			for (
				const deadline = Date.now() + ms;
				Date.now() < deadline;
				await new Promise((wake) => setTimeout(wake, 20))
			) {
				const mail = list(to).find((each) => Date.parse(each.at) >= since && subject.test(each.subject));
				if (mail) return mail;
			}
			throw new Error(`No mail to ${to} within ${ms} ms.`);
		},
		async stop() {
			await stopHttp();
			await new Promise<void>((done) => smtp.close(() => done()));
		},
	};

	function list(to?: string): Mail[] {
		const wanted = to?.toLowerCase();
		return mails.filter((mail) => !wanted || mail.to.some((each) => each.toLowerCase() === wanted)).reverse();
	}

	async function keep(mail: Mail): Promise<void> {
		mails.push(mail);
		options.arrived?.(mail);
		for (const old of mails.splice(0, Math.max(0, mails.length - KEPT)))
			rmSync(join(folder, `${old.id}.json`), { force: true });
		await writeFile(join(folder, `${mail.id}.json`), JSON.stringify(mail), { mode: 0o600 });
	}

	function show(url: URL): Answer {
		if (url.pathname === "/dev/mail") return listPage(list(url.searchParams.get("to") ?? undefined));
		if (url.pathname === "/dev/mail.json") return json(list(url.searchParams.get("to") ?? undefined));
		const [, id, nth] = /^\/dev\/mail\/([\w-]+)(?:\/attachments\/(\d+))?$/.exec(url.pathname) ?? [];
		const mail = mails.find((each) => each.id === id);
		const attachment = nth === undefined ? undefined : mail?.attachments[Number(nth)];
		if (!mail || (nth !== undefined && !attachment)) return notFoundPage();
		return attachment ? download(attachment) : mailPage(mail);
	}
}

function readBack(folder: string): Mail[] {
	return readdirSync(folder)
		.sort()
		.flatMap((file) => {
			try {
				return [JSON.parse(readFileSync(join(folder, file), "utf8")) as Mail];
			} catch {
				return []; // half-written by a run that was killed
			}
		});
}

/** Always a download: a mail's attachment has no business running in the app's own origin. */
const download = ({ filename, contentType, text, base64 }: Attachment): Answer => ({
	headers: {
		"content-type": /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : "application/octet-stream",
		"content-disposition": `attachment; filename="${filename.replace(/[^\w. -]/g, "_")}"`,
		"x-content-type-options": "nosniff",
	},
	body: base64 ? Buffer.from(base64, "base64") : text,
});
