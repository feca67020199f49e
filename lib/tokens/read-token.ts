import { isoInstant } from "../instant.ts";
import type { Token } from "./schema.ts";

/** What app.describe_token gives. */
export type TokenAnswer = Pick<Token, "id" | "name" | "scopes" | "beginning"> & {
	expires_at: string | null;
	last_used_at: string | null;
	created_at: string;
};

export function readToken({ expires_at, last_used_at, created_at, ...token }: TokenAnswer): Token {
	return {
		...token,
		expiresAt: expires_at && isoInstant(expires_at),
		lastUsedAt: last_used_at && isoInstant(last_used_at),
		createdAt: isoInstant(created_at),
	};
}
