import "server-only";
import { Refusal } from "../refusal.ts";
import { bytesOf, sealed, unsealed, uuidAt } from "../sealed.ts";

/** Which booking a link is for, and the version of links that it belongs to. */
export type BookingKey = { bookingId: string; linkVersion: number };

const purpose = "booking link";

/** Signs a reference: 16 bytes of random booking id and 1 byte of version, signed, as 44 characters. */
export function signRef({ bookingId, linkVersion }: BookingKey): string {
	return sealed(purpose, Buffer.concat([bytesOf(bookingId), Buffer.from([linkVersion])]));
}

/** Reads a reference back without asking the database. Refuses a forged, cut or mistyped one with NTFND. */
export function readRef(ref: string): BookingKey {
	const bytes = unsealed(purpose, ref, 17);
	if (!bytes) throw new Refusal("NTFND");
	return { bookingId: uuidAt(bytes), linkVersion: bytes.readUInt8(16) };
}

/** The same for who decides a request: it is in the teacher's mail alone, and a booker's own link is none. */
export function signDecision({ bookingId, linkVersion }: BookingKey): string {
	return sealed("decision", Buffer.concat([bytesOf(bookingId), Buffer.from([linkVersion])]));
}

/** Refuses what was not signed here with NTFND, without asking the database. */
export function readDecision(ref: string): BookingKey {
	const bytes = unsealed("decision", ref, 17);
	if (!bytes) throw new Refusal("NTFND");
	return { bookingId: uuidAt(bytes), linkVersion: bytes.readUInt8(16) };
}

/** Whether a link to decide is one of ours, for who wants no more of it. */
export function isDecision(ref: string): boolean {
	return unsealed("decision", ref, 17) !== undefined;
}

/** Whether a reference is one of ours, for who wants no more of it. */
export function isSigned(ref: string): boolean {
	return unsealed(purpose, ref, 17) !== undefined;
}
