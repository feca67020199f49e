import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { newToken, tokenHash } from "../token.ts";
import { readToken, type TokenAnswer } from "./read-token.ts";
import { type MakeToken, mostTokens, type Token } from "./schema.ts";

const dayMs = 86_400_000;

/** Makes a token for a program; `secret` is it, and is never told again. Refuses DNIED, STALE, LIMIT. */
export async function makeToken(who: DeskUser, wish: MakeToken): Promise<{ token: Token; secret: string }> {
	const secret = newToken();
	const expiresAt = wish.days === null ? null : new Date(Date.now() + wish.days * dayMs).toISOString();
	try {
		const made = await call<TokenAnswer>(
			"make_token",
			who.userId,
			wish.token,
			wish.name,
			wish.scopes,
			tokenHash(secret),
			secret.slice(0, 9),
			expiresAt,
		);
		return { token: readToken(made), secret };
	} catch (no) {
		if (!(no instanceof Refusal) || no.code !== "LIMIT") throw no;
		const message = `${mostTokens} tokens are as many as you can have. Remove one first.`;
		throw new Refusal("LIMIT", { message });
	}
}
