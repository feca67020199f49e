import { isIPv6 } from "node:net";
import pg from "pg";
import { addressOf } from "../lib/database-address.ts";
import { isHere } from "../lib/this-machine.ts";
import { CannotStart } from "./cannot-start.ts";
import { asResolved, isInside, type Look } from "./doctor/here.ts";

/**
 * The owner's address of a database, which DATABASE_ADMIN_URL is, and the authority to believe; undefined where there is none.
 * Refuses (CannotStart) one that leaves this machine without TLS, unless it goes by a network of one's own: `pg` asks for
 * none by itself, and who listens would have the school.
 */
export async function ownersAddress(
	env: Record<string, string | undefined>,
	look: Look = asResolved,
): Promise<{ url: string; ca: string | undefined } | undefined> {
	const { DATABASE_ADMIN_URL: url, DATABASE_CA: ca } = env;
	if (!url) return undefined;
	// Whatever the address says of it, and PGSSLMODE and PGHOST beside it: pg itself knows best.
	const { ssl, host } = ledBy(url, ca);
	const to = `postgres://${isIPv6(host) ? `[${host}]` : host}`;
	if (!ssl && !isHere(to) && !(await isOfThisMachine(host, look)) && !(await isInside(to, look)))
		throw new CannotStart(
			`DATABASE_ADMIN_URL leads to ${host} without TLS, and everybody on the way could read along: append ?sslmode=verify-full to it, and set DATABASE_CA to the certificate of the database's authority where Node does not know that one.`,
		);
	return { url, ca };
}

/** A socket, or the name that a machine has for itself. */
async function isOfThisMachine(host: string, look: Look): Promise<boolean> {
	if (host.startsWith("/")) return true;
	const addresses = await look(host).catch(() => []);
	return addresses.length > 0 && addresses.every((address) => /^(127\.|::1$)/.test(address));
}

function ledBy(url: string, ca: string | undefined): { ssl: unknown; host: string } {
	try {
		if (!/^postgres(ql)?:\/\//.test(url)) throw new Error("another kind of address");
		return new pg.Client(addressOf(url, ca)) as unknown as { ssl: unknown; host: string };
	} catch {
		throw new CannotStart("DATABASE_ADMIN_URL is no address: postgres://postgres:…@host:5432/postgres");
	}
}
