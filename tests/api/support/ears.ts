import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type Heard = { alert: string; state: "wrong" | "well"; said: string; text: string };

/** Who is told of alerts: a mailbox and a webhook, each of which can be deaf; and what the environment says of them. */
export async function ears() {
	const mails: string[] = [];
	const posts: Heard[] = [];
	const deaf = { mail: false, webhook: false };
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ["STARTTLS"],
		onData(stream, _session, done) {
			let text = "";
			stream.on("data", (chunk) => {
				text += chunk;
			});
			stream.on("end", () => {
				if (deaf.mail) return done(Object.assign(new Error("not now"), { responseCode: 451 }));
				mails.push(/^subject: (.*)$/im.exec(text)?.[1]?.trim() ?? "");
				done();
			});
		},
	});
	const webhook = createServer(async (request, answer) => {
		let body = "";
		for await (const chunk of request) body += chunk;
		if (!deaf.webhook) posts.push(JSON.parse(body));
		answer.writeHead(deaf.webhook ? 500 : 204).end();
	});
	await new Promise<void>((up) => smtp.listen(0, "127.0.0.1", up));
	await new Promise<void>((up) => webhook.listen(0, "127.0.0.1", up));
	const smtpPort = (smtp.server.address() as AddressInfo).port;
	return {
		mails,
		posts,
		deaf,
		environment: {
			SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
			ALERT_MAIL: "ops@host.example",
			ALERT_WEBHOOK: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/alerts`,
		},
		stop() {
			smtp.close();
			webhook.close();
		},
	};
}
