import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "./env.ts";

const tagBytes = 16;

/**
 * Signs some bytes for one purpose: themselves and 16 bytes of HMAC-SHA-256, as base64url. Nothing secret is stored:
 * whoever reads the whole database still cannot make one.
 */
export function sealed(purpose: string, bytes: Buffer): string {
	return Buffer.concat([bytes, tagOf(purpose, bytes)]).toString("base64url");
}

/** The `length` bytes that were signed for this purpose; undefined for a forged, cut or mistyped text. */
export function unsealed(purpose: string, text: string, length: number): Buffer | undefined {
	const all = Buffer.from(text, "base64url");
	if (all.length !== length + tagBytes || all.toString("base64url") !== text) return undefined;
	const bytes = all.subarray(0, length);
	return timingSafeEqual(all.subarray(length), tagOf(purpose, bytes)) ? bytes : undefined;
}

/** The 16 bytes of a UUID. */
export function bytesOf(uuid: string): Buffer {
	return Buffer.from(uuid.replaceAll("-", ""), "hex");
}

/** The UUID that begins at `from`. */
export function uuidAt(bytes: Buffer, from = 0): string {
	return bytes
		.toString("hex", from, from + 16)
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function tagOf(purpose: string, bytes: Buffer): Buffer {
	return createHmac("sha256", env().LINK_SECRET)
		.update(`${purpose}\n`)
		.update(bytes)
		.digest()
		.subarray(0, tagBytes);
}
