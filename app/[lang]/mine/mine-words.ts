import type { Language } from "@/lib/languages/languages";
import { saidIn } from "@/lib/languages/said-in";
import type { Words } from "@/lib/languages/words";
import { isRefusalCode, refusals } from "@/lib/refusal";

/** What came of a form, as the address of the page has it. */
export type Outcome = { words: string; tone: "calm" | "brass" | "alarm" };

const done = ["asked", "left", "erased"] as const;
/** Where this page has more to say than the refusal has to everybody. */
const own = ["INVAL", "WRONG", "NTFND", "SIGIN"] as const;

export function outcomeOf(
	asked: Record<string, string | string[] | undefined>,
	words: Words<"mine">,
	language: Language,
): Outcome | undefined {
	const { said, no } = asked;
	if (isRefusalCode(no)) {
		const code = own.find((code) => code === no);
		return { words: code ? words(`no.${code}`) : saidIn(language, refusals[no].message), tone: "brass" };
	}
	const what = done.find((each) => each === said);
	return what && { words: words(`done.${what}`), tone: "calm" };
}
