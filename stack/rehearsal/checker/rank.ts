import { createHash, createHmac } from "node:crypto";

/** The place that a seed gives a ticket: the first 32 bits of HMAC-SHA-256 (seed, the ticket's number as it is written). */
export const rankBy = (seed: Buffer, ticket: string) =>
	Number.parseInt(createHmac("sha256", seed).update(ticket, "utf8").digest("hex").slice(0, 8), 16);

export const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest();
