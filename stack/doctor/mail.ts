import { createTransport } from "nodemailer";
import { isHere } from "../../lib/this-machine.ts";
import { mend, note, reasonOf, type Verdict, well } from "./finding.ts";

/**
 * Greets the mail server, secures the connection and signs in as the app does, and sends nothing. `inside` a network of one's own the
 * address may say that it goes without TLS.
 */
export async function mail(url: string, inside: boolean): Promise<Verdict> {
	const transport = createTransport({
		...{ url, connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 10_000 },
		// As the app has it, and in the address it may be said otherwise there, too: lib/mail/transport.ts.
		requireTLS: !isHere(url),
	});
	const { secure, requireTLS } = transport.options;
	const isOpen = !secure && !requireTLS && !isHere(url);
	if (isOpen && !inside)
		return mend(
			"SMTP_URL says that it goes without TLS, so that its password can be read on the way: take requireTLS out of it",
		);
	try {
		await transport.verify();
	} catch (error) {
		return whyNot(reasonOf(error), (error as { code?: string }).code);
	} finally {
		transport.close();
	}
	const { username } = new URL(url);
	if (isOpen)
		return note(
			"the server greets us, and SMTP_URL asks for no TLS: let nobody else into the network of your own that it goes by",
		);
	if (!username && !isHere(url))
		return note("the server greets us without a user; whether it takes mails, only a mail shows");
	return well(`the server greets us${username ? " and lets us in" : ""}; nothing was sent`);
}

function whyNot(reason: string, code: string | undefined): Verdict {
	const says = (what: string) => mend(`${reason}; ${what}`);
	if (code === "EAUTH") return says("look at the user and the password in SMTP_URL, percent-encoded");
	if (/certificate|self-signed/i.test(reason))
		return says("SMTP_URL has to say the name that is in its certificate");
	if (/ssl|tls|greeting|wrong version/i.test(reason))
		return says("smtps:// is for port 465, smtp:// for 587, where STARTTLS is needed");
	return says("look at the host and the port in SMTP_URL");
}
