import "server-only";
import { createHmac, randomBytes } from "node:crypto";

// As https://www.standardwebhooks.com has it, so that the other side may check it with what it finds there.
const prefix = "whsec_";

export const newSecret = () => prefix + randomBytes(32).toString("base64");

/** The `webhook-signature` of a message, by each secret that is good: `v1,… v1,…`. */
export function signatures(secrets: string[], id: string, seconds: number, body: string): string {
	return secrets
		.map((secret) => {
			const key = Buffer.from(secret.slice(prefix.length), "base64");
			return `v1,${createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64")}`;
		})
		.join(" ");
}
