import type { Verdict } from "../run.ts";

/** What was looked at for one promise, and a sentence for each time that it is broken. */
export type Finding = { name: string; looked: string; broken: string[] };

/** A finding as a report shows it: how often it is broken, and the first three times. */
export function verdictOf({ name, looked, broken }: Finding): Verdict {
	if (broken.length === 0) return { name, kept: true, figure: looked };
	const figure = `${count(broken.length)} broken, of ${looked}: ${broken.slice(0, 3).join("; ")}`;
	return { name, kept: false, figure };
}

/** `12,345` */
export const count = (number: number) => number.toLocaleString("en");

/** `09:00:01.234`, UTC; `never` for what did not happen. */
export const clock = (ms: number | null) =>
	ms !== null && Number.isFinite(ms) ? new Date(ms).toISOString().slice(11, 23) : "never";
