import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { readToken, type TokenAnswer } from "./read-token.ts";
import type { Token } from "./schema.ts";

/** The tokens of one's own programs, the newest first. Refuses DNIED. */
export async function listTokens(who: DeskUser): Promise<Token[]> {
	return (await call<TokenAnswer[]>("list_tokens", who.userId)).map(readToken);
}
