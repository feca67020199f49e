import "server-only";
import { Refusal } from "../refusal.ts";
import { bytesOf, sealed, unsealed, uuidAt } from "../sealed.ts";

/** What a link to a waiting list is for, and the version of links that it belongs to. */
export type WaitKey = { waitId: string; linkVersion: number };

const purpose = "waiting list";

/** Signs a reference: 16 bytes of id and 1 byte of version, signed, as 44 characters. */
export function signWait({ waitId, linkVersion }: WaitKey): string {
	return sealed(purpose, Buffer.concat([bytesOf(waitId), Buffer.from([linkVersion])]));
}

/** Refuses what was not signed here with NTFND, without asking the database. */
export function readWaitRef(ref: string): WaitKey {
	const bytes = unsealed(purpose, ref, 17);
	if (!bytes) throw new Refusal("NTFND");
	return { waitId: uuidAt(bytes), linkVersion: bytes.readUInt8(16) };
}

/** Whether a reference is one of ours, for who wants no more of it. */
export function isWait(ref: string): boolean {
	return unsealed(purpose, ref, 17) !== undefined;
}
