import { lookup } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";
import { hostOf } from "../../lib/outbound-rules.ts";

/** Where a name leads, as a resolver says it. */
export type Look = (host: string) => Promise<string[]>;

export const asResolved: Look = async (host) =>
	(await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Whether an address leads into a network of one's own, as that of containers on one machine or of a cloud: what goes by it
 * is seen by whoever is in it, and by nobody else. Not of a name that leads nowhere.
 */
export async function isInside(url: string, look: Look): Promise<boolean> {
	const addresses = await look(hostOf(new URL(url))).catch(() => []);
	return (
		addresses.length > 0 &&
		addresses.every((address) => own.check(address, isIPv6(address) ? "ipv6" : "ipv4"))
	);
}

/** RFC 1918 and RFC 4193. */
const own = new BlockList();
own.addSubnet("10.0.0.0", 8);
own.addSubnet("172.16.0.0", 12);
own.addSubnet("192.168.0.0", 16);
own.addSubnet("fc00::", 7, "ipv6");
