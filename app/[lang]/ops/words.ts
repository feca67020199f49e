import { clock } from "@/lib/time-words";
import type { Viewer } from "../../_ui/use-viewer.ts";

export const minuteWords = (minute: string, { zone, hour12 }: Viewer): string =>
	clock(Date.parse(minute), zone, hour12);

export const counted = (value: number): string => value.toLocaleString("en-GB");

/** `under 250 ms`: times are counted by buckets, and this is where one ends. */
export const msWords = (ms: number): string => (ms === 0 ? "–" : ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`);

/** `3 min`, `40 s` */
export const secondsWords = (seconds: number): string =>
	seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

/** `99.95 %`, never rounded up to all of it. */
export const shareWords = (part: number, whole: number): string =>
	whole > 0 ? `${Math.floor((10_000 * part) / whole) / 100} %` : "–";

/** A height that all of them fit under, whose half can be read. */
export const topOf = (values: number[], least: number): number => {
	const most = Math.max(least, ...values);
	const step = 10 ** Math.floor(Math.log10(most));
	return Math.ceil(most / (2 * step)) * 2 * step;
};
