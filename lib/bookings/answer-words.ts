import type { Booking } from "./schema.ts";

/** What was said to a type's questions, for a reader; what was left empty is left out. */
export function answersSaid(answers: Booking["answers"]): { label: string; said: string }[] {
	return answers
		.map(({ label, answer }) => ({ label, said: answer === true ? "Yes" : String(answer || "").trim() }))
		.filter(({ said }) => said !== "");
}
