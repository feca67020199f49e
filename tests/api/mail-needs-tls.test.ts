import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeEach, expect, test } from "vitest";
import { asANewProcess } from "./support/as-a-new-process.ts";

const heard: string[] = [];
// It offers no STARTTLS, and takes whatever password it gets.
const server = new SMTPServer({
	disabledCommands: ["STARTTLS"],
	allowInsecureAuth: true,
	authOptional: true,
	onAuth({ username }, _session, done) {
		heard.push("AUTH");
		done(null, { user: username });
	},
	onMailFrom(_address, _session, done) {
		heard.push("MAIL FROM");
		done();
	},
	onData(stream, _session, done) {
		stream.resume().on("end", () => {
			heard.push("DATA");
			done();
		});
	},
});
server.on("error", () => {});
await new Promise<void>((up) => server.listen(0, "0.0.0.0", up));
const { port } = server.server.address() as AddressInfo;
afterAll(() => server.close());
beforeEach(() => {
	heard.length = 0;
});

/** As a process does whose SMTP_URL is this one. */
async function send(smtpUrl: string): Promise<void> {
	asANewProcess({ SMTP_URL: smtpUrl });
	const { sendMail } = await import("../../lib/mail/transport.ts");
	const words = { subject: "Booked", text: "Booked", html: "<p>Booked</p>", calendar: undefined };
	const ids = { messageId: "<one@school.example>", date: new Date() };
	await sendMail({ ...ids, ...words, to: "kim@booker.example" });
}

test("where a server elsewhere offers no TLS, neither a password nor a mail is told it", async () => {
	await expect(send(`smtp://user:password@127.0.0.2:${port}`)).rejects.toMatchObject({
		code: "ETLS",
		command: "STARTTLS",
	});
	expect(heard).toEqual([]);
});

test("nor one without a password", async () => {
	await expect(send(`smtp://127.0.0.2:${port}`)).rejects.toMatchObject({ code: "ETLS" });
	expect(heard).toEqual([]);
});

test.each([
	["this very machine", `smtp://user:password@127.0.0.1:${port}`],
	["a relay of which the address says so", `smtp://user:password@127.0.0.2:${port}?requireTLS=false`],
])("%s takes it without", async (_who, smtpUrl) => {
	await send(smtpUrl);
	expect(heard).toEqual(["AUTH", "MAIL FROM", "DATA"]);
});
