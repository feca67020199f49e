import { createHmac } from "node:crypto";

/** Bytes as lib/sealed.ts signs them, for tests that run outside of the app's server: the same secret, and the same words. */
export function sealed(purpose: string, bytes: Buffer): string {
	const secret = process.env.LINK_SECRET;
	if (!secret) throw new Error("LINK_SECRET is not set.");
	const mac = createHmac("sha256", secret).update(`${purpose}\n`).update(bytes).digest();
	return Buffer.concat([bytes, mac.subarray(0, 16)]).toString("base64url");
}
