import "server-only";
import { call } from "../db.ts";
import { rememberDevice } from "./device.ts";
import { readLink } from "./ref.ts";

/** Opens a booker's page on this device by the link that was mailed. Refuses NTFND, and WRONG for a link that has run out. */
export async function visitMine(link: string): Promise<void> {
	const { bookerId, version, until } = readLink(link);
	await call("visit_mine", bookerId, version, new Date(until * 1000).toISOString());
	rememberDevice({ bookerId, version });
}
