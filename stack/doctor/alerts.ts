import { isIP } from "node:net";
import { hostOf, isNoName, type Unasked, whyNotAsked, whyNotThere } from "../../lib/outbound-rules.ts";
import { mend, note, type Verdict, well } from "./finding.ts";
import type { Look } from "./here.ts";

/**
 * Whether whoever is to hear of what is wrong would: the webhook's address is judged as the app judges it before it tells
 * anything, and nothing is sent. It is not said, since whoever knows it may write there.
 */
export async function alerts(
	{ mail, webhook }: { mail: string | undefined; webhook: string | undefined },
	trusted: string[],
	look: Look,
): Promise<Verdict> {
	if (!webhook)
		return note(
			mail
				? "they go by mail alone, and so not where mails are what is wrong: set ALERT_WEBHOOK as well"
				: "the log alone is told what is wrong: set ALERT_WEBHOOK, ALERT_MAIL, or both",
		);
	const no =
		whyNotAsked(webhook, trusted) ?? whyNotThere(new URL(webhook), await found(webhook, look), trusted);
	return no ? mends[no] : well("the webhook's address is one that may be told; nothing was sent");
}

const mends: Record<Unasked, Verdict> = {
	address: mend(
		"ALERT_WEBHOOK would be told nothing: it has to begin with https://, without a name and password in it, or OUTBOUND_TRUSTED has to name its host",
	),
	private: mend(
		"ALERT_WEBHOOK would be told nothing, since it leads into a network of your own: where that is meant, name its host in OUTBOUND_TRUSTED",
	),
	nobody: mend("ALERT_WEBHOOK would be told nothing: there is no such host"),
};

/** Nothing where there is no such name. */
async function found(url: string, look: Look): Promise<string[]> {
	const host = hostOf(new URL(url));
	if (isIP(host)) return [host];
	try {
		return await look(host);
	} catch (error) {
		if (isNoName(error)) return [];
		throw error;
	}
}
