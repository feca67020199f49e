import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { readToken, type TokenAnswer } from "./read-token.ts";
import type { OneToken, Token } from "./schema.ts";

/** Removes a token, at once; gives those that are left. Refuses DNIED. */
export async function dropToken(who: DeskUser, { token }: OneToken): Promise<Token[]> {
	return (await call<TokenAnswer[]>("drop_token", who.userId, token)).map(readToken);
}
