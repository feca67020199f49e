import { getLocale, getTranslations } from "next-intl/server";
import { saidIn } from "@/lib/languages/said-in";
import { type RefusalCode, reasons, refusals } from "@/lib/refusal";
import { comeBack } from "../../../../_ui/wait.ts";

const tooLate = ["TAKEN", "GONE0", "CLOSD", "LATE0"] as const;
type TooLate = (typeof tooLate)[number];

/** Whether another time is what would mend it. */
export function isTooLate(no: RefusalCode | undefined): no is TooLate {
	return tooLate.some((code) => code === no);
}

/** Where a form has more to say than the refusal has to everybody. */
const nos = ["GONE0", "INVAL", "REUSE"] as const;

/** What is said of a "no" in the language of the page. `wait` are the seconds until another try. */
export async function wordsOf(
	no: RefusalCode,
	wait: number,
	why: keyof typeof reasons | undefined,
): Promise<string> {
	const [words, language] = await Promise.all([getTranslations("plain"), getLocale()]);
	if (why) return saidIn(language, reasons[why]);
	if (no === "SLOWD" && wait > 0) return comeBack("often", wait, language);
	const own = nos.find((each) => each === no);
	return own ? words(`no.${own}`) : saidIn(language, refusals[no].message);
}
