import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "../env.ts";
import { Refusal } from "../refusal.ts";

/** Which booking a link is for, and the version of links that it belongs to. */
export type BookingKey = { bookingId: string; linkVersion: number };

/**
 * Signs a reference: 16 bytes of random booking id, 1 byte of version and 16 bytes of HMAC-SHA-256, as 44 characters
 * of base64url. Nothing secret is stored: whoever reads the whole database still cannot make a link.
 */
export function signRef({ bookingId, linkVersion }: BookingKey): string {
	const named = Buffer.concat([
		Buffer.from(bookingId.replaceAll("-", ""), "hex"),
		Buffer.from([linkVersion]),
	]);
	return Buffer.concat([named, mac(named)]).toString("base64url");
}

/** Reads a reference back without asking the database. Refuses a forged, cut or mistyped one with NTFND. */
export function readRef(ref: string): BookingKey {
	const bytes = Buffer.from(ref, "base64url");
	const named = bytes.subarray(0, 17);
	if (
		bytes.length !== 33 ||
		bytes.toString("base64url") !== ref ||
		!timingSafeEqual(bytes.subarray(17), mac(named))
	) {
		throw new Refusal("NTFND");
	}
	const id = named.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
	return { bookingId: id, linkVersion: named.readUInt8(16) };
}

/** Whether a reference is one of ours, for who wants no more of it. */
export function isSigned(ref: string): boolean {
	try {
		readRef(ref);
		return true;
	} catch {
		return false;
	}
}

function mac(named: Buffer): Buffer {
	return createHmac("sha256", env().LINK_SECRET)
		.update("booking link\n")
		.update(named)
		.digest()
		.subarray(0, 16);
}
