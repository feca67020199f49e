import "server-only";
import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { setCookie } from "./cookies.ts";

/**
 * What a refused form had in it. `key` is the idempotency key it was sent with, where another try must be the same;
 * `answers` are by the ids of their questions.
 */
export type TypedForm = {
	name: string;
	email: string;
	key: string;
	answers: Record<string, string | boolean>;
};

const cookie = "firstbell_typed";
const minutes = 10;
// Past what any field may have, and with all of them in one cookie. Of long answers their beginning has to do.
const most = { name: 130, email: 260, key: 100 };
const mostAnswers = 1_500;

/**
 * Keeps what was typed with the browser that typed it, for the page that answers: not in the address, which is logged
 * and shared. Gives a mark for that address, so that no other page and nobody else at the machine is shown it.
 */
export function keepTyped(path: string, typed: Record<string, unknown>): string {
	const mark = randomBytes(6).toString("base64url");
	const cut = (field: keyof typeof most) =>
		Array.from(String(typed[field] ?? ""), wellFormed)
			.slice(0, most[field])
			.join("");
	const answers = shortened(Object.entries(typed.answers ?? {}));
	const kept = { mark, name: cut("name"), email: cut("email"), key: cut("key"), answers };
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
		const { name, email, key, answers } = kept;
		if (kept.mark !== mark) return undefined;
		if (typeof name !== "string" || typeof email !== "string" || typeof key !== "string") return undefined;
		return { name, email, key, answers: Object.fromEntries(Object.entries(answers ?? {}).filter(isAnswer)) };
	} catch {
		return undefined;
	}
}

/** So much of each as fits with those before it. */
function shortened(answers: [string, unknown][]): TypedForm["answers"] {
	let left = mostAnswers;
	const kept: TypedForm["answers"] = {};
	for (const [id, answer] of answers.filter(isAnswer).slice(0, 10)) {
		left -= id.length + 10;
		if (typeof answer === "boolean") {
			kept[id] = answer;
			continue;
		}
		let text = "";
		for (const letter of Array.from(answer, wellFormed)) {
			left -= Buffer.byteLength(JSON.stringify(letter)) - 2;
			if (left < 0) break;
			text += letter;
		}
		kept[id] = text;
	}
	return kept;
}

function isAnswer(entry: [string, unknown]): entry is [string, string | boolean] {
	return entry[0].length <= 40 && (typeof entry[1] === "string" || typeof entry[1] === "boolean");
}

const wellFormed = (letter: string) => letter.toWellFormed();
