import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env.ts";

/**
 * Encrypts a text for one purpose and one row: whoever reads the whole database cannot read it, nor use it in another
 * row. AES-256-GCM: 12 bytes of nonce, the text, 16 bytes of tag, as base64url.
 */
export function locked(purpose: string, row: string, text: string): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce).setAAD(Buffer.from(row));
	const bytes = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
	return Buffer.concat(bytes).toString("base64url");
}

/** The text again; undefined for what was locked otherwise, as before LINK_SECRET was changed. */
export function unlocked(purpose: string, row: string, text: string): string | undefined {
	const bytes = Buffer.from(text, "base64url");
	if (bytes.length < 28) return undefined;
	try {
		const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, 12), {
			authTagLength: 16,
		})
			.setAAD(Buffer.from(row))
			.setAuthTag(bytes.subarray(-16));
		return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
	} catch {
		return undefined;
	}
}

function keyFor(purpose: string): Buffer {
	return Buffer.from(hkdfSync("sha256", env().LINK_SECRET, "", purpose, 32));
}
