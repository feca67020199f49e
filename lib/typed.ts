import "server-only";
import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { setCookie } from "./cookies.ts";

/** What a refused form had in it. `key` is the idempotency key it was sent with, where another try must be the same. */
export type TypedForm = { name: string; email: string; key: string };

const cookie = "firstbell_typed";
const minutes = 10;
// Past what any field may have, and with all of them in one cookie.
const most = { name: 130, email: 260, key: 100 };

/**
 * Keeps what was typed with the browser that typed it, for the page that answers: not in the address, which is logged
 * and shared. Gives a mark for that address, so that no other page and nobody else at the machine is shown it.
 */
export function keepTyped(path: string, typed: Partial<TypedForm>): string {
	const mark = randomBytes(6).toString("base64url");
	const cut = (field: keyof TypedForm) =>
		Array.from(typed[field] ?? "", wellFormed)
			.slice(0, most[field])
			.join("");
	const kept = { mark, name: cut("name"), email: cut("email"), key: cut("key") };
	setCookie(cookie, Buffer.from(JSON.stringify(kept)).toString("base64url"), minutes * 60, path);
	return mark;
}

/** Once it was taken there is nothing to type again. */
export function forgetTyped(path: string): void {
	setCookie(cookie, "", 0, path);
}

/** What was typed before the answer with this mark; undefined elsewhere, later, and without cookies. */
export async function typedBefore(mark: string | undefined): Promise<TypedForm | undefined> {
	const text = (await cookies()).get(cookie)?.value;
	if (!mark || !text) return undefined;
	try {
		const kept = JSON.parse(Buffer.from(text, "base64url").toString()) as Record<string, unknown>;
		const { name, email, key } = kept;
		if (kept.mark !== mark) return undefined;
		if (typeof name !== "string" || typeof email !== "string" || typeof key !== "string") return undefined;
		return { name, email, key };
	} catch {
		return undefined;
	}
}

const wellFormed = (letter: string) => letter.toWellFormed();
