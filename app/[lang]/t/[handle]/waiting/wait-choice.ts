import type { Language } from "@/lib/languages/languages";
import type { Words } from "@/lib/languages/words";
import { type Day, groupByDay } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import type { Viewer } from "../../../../_ui/use-viewer.ts";

export type WaitOption = { value: string; label: string };
export type WaitGroup = { day: Day; label: string; options: WaitOption[] };

type Known = {
	/** What is taken, and what is free: on a day with neither there is nothing to wait for. */
	full: { startsAt: string }[];
	free: { startsAt: string }[];
	viewer: Viewer;
};

/** What can be waited for, day by day: all of one that is full, or one of its times. */
export function waitGroups(
	{ full, free, viewer: { zone, hour12 } }: Known,
	words: Words<"board">,
	language: Language,
): WaitGroup[] {
	const freeDays = groupByDay(free, zone);
	return [...groupByDay(full, zone)].map(([day, starts]) => {
		const short = dayLabel(day, "short", language);
		return {
			day,
			label: dayLabel(day, "long", language),
			options: [
				...(freeDays.has(day) ? [] : [{ value: `day ${day}`, label: words("wait.anyDay", { day: short }) }]),
				...starts.map(({ startsAt }) => ({
					value: `slot ${startsAt}`,
					label: `${short}, ${clock(startsAt, zone, hour12)}`,
				})),
			],
		};
	});
}

/** What such a choice is in a request. */
export function wishOf(when: string): { startsAt?: string; day?: string } {
	const [kind, at] = when.split(" ");
	return { ...(kind === "slot" && { startsAt: at }), ...(kind === "day" && { day: at }) };
}

const nos = ["INVAL", "GONE0", "NTFND", "REUSE", "LIMIT", "FREE0"] as const;

/** Where it has more to say than the refusal has to everybody. */
export function waitWords(code: string, words: Words<"board">): string | undefined {
	const no = nos.find((each) => each === code);
	return no && words(`wait.no.${no}`);
}
