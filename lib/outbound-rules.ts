import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Why something outside is not asked. It never says what was asked for: an address may be a secret. */
export type Unasked =
	| "address" // no https, or a name and password in it
	| "private" // leads to ourselves or into our network
	| "nobody"; // no such host
/** Why it was not reached, or not heard to its end. */
export type Failure = Unasked | "unreachable" | "slow" | "large" | "redirects" | "encoding";

/** What an operator says is ours and may be asked all the same, as `OUTBOUND_TRUSTED` has it: lib/env.ts. */
export type Trusted = string[];

export const trustedIn = (text: string): Trusted =>
	text
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean);

/** Why an address can be asked by nobody, as far as that shows before its host's name is looked up. */
export function whyNotAsked(text: string, trusted: Trusted): Unasked | undefined {
	const url = URL.parse(text);
	if (!url || url.username || url.password) return "address";
	if (isTrusted(url, trusted)) return /^https?:$/.test(url.protocol) ? undefined : "address";
	if (url.protocol !== "https:") return "address";
	// Spelled one way from here on: `0x7f.1` is 127.0.0.1.
	return isIP(hostOf(url)) && !isPublicAddress(hostOf(url)) ? "private" : undefined;
}

/** Why it can be asked by nobody where its host's name leads to these addresses. */
export function whyNotThere(url: URL, addresses: string[], trusted: Trusted): Unasked | undefined {
	if (addresses.length === 0) return "nobody";
	// One that is not public is enough: whoever runs that name plays with us.
	return isTrusted(url, trusted) || addresses.every(isPublicAddress) ? undefined : "private";
}

export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

/** Whether a resolver says that there is no such name, rather than that it cannot tell. */
export const isNoName = (error: unknown): boolean =>
	["ENOTFOUND", "ENODATA"].includes((error as NodeJS.ErrnoException).code ?? "");

function isTrusted({ protocol, hostname, port }: URL, trusted: Trusted): boolean {
	// A port that is a protocol's own is not spelled.
	if (!port && trusted.includes(hostname)) return true;
	const at = port || (protocol === "https:" ? "443" : "80");
	return trusted.includes(`${hostname}:${at}`) || trusted.includes(`${hostname}:*`);
}
