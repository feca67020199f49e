import { type RefusalCode, refusals } from "@/lib/refusal";
import { inTime } from "../../../_ui/wait.ts";

const tooLate = ["TAKEN", "GONE0", "CLOSD", "LATE0"] as const;
type TooLate = (typeof tooLate)[number];

/** Whether another time is what would mend it. */
export function isTooLate(no: RefusalCode | undefined): no is TooLate {
	return tooLate.some((code) => code === no);
}

/** Where a form has more to say than the refusal has to everybody. */
const words: Partial<Record<RefusalCode, string>> = {
	GONE0: "This time is not free any more.",
	INVAL: "Something needs mending before this can be booked.",
	REUSE:
		"This form was booked already, with something else in it: look for the mail, or choose another time.",
};

export function wordsOf(no: RefusalCode, wait: number): string {
	if (no === "SLOWD" && wait > 0) return `That was a little often. Please try again ${inTime(wait)}.`;
	return words[no] ?? refusals[no].message;
}
