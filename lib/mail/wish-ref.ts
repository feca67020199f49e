import "server-only";
import { createHash } from "node:crypto";
import { Refusal } from "../refusal.ts";
import { bytesOf, sealed, unsealed, uuidAt } from "../sealed.ts";

const purpose = "mail wish";

/** What an address is kept as where it is not kept itself, as in SQL: `md5(email)::uuid`. */
export function addresseeOf(email: string): string {
	return uuidAt(createHash("md5").update(email).digest());
}

/** Signs whose reminders a link switches on and off: 16 bytes of addressee, signed, as 43 characters. */
export function signWish(email: string): string {
	return sealed(purpose, bytesOf(addresseeOf(email)));
}

/** The addressee of a link. Refuses what was not signed here with NTFND, without asking the database. */
export function readWish(ref: string): string {
	const bytes = unsealed(purpose, ref, 16);
	if (!bytes) throw new Refusal("NTFND");
	return uuidAt(bytes);
}

/** Whether it is one of ours, for who wants no more of it. */
export function isWish(ref: string): boolean {
	return unsealed(purpose, ref, 16) !== undefined;
}
