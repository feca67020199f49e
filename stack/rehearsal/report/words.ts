/** Figures as people read them, in a report and in a terminal. What is not known is a dash; no unit leaves its figure. */
export type Unit = "count" | "ms" | "share" | "perSecond" | "seconds";

type Figure = number | null | undefined;

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 2 });
const finer = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

export function inUnit(figure: Figure, unit: Unit): string {
	if (figure === null || figure === undefined || !Number.isFinite(figure)) return "–";
	if (unit === "ms") return milliseconds(figure);
	if (unit === "share") return percent(figure);
	if (unit === "perSecond") return `${count(figure)}\u00a0/s`;
	return unit === "seconds" ? `${count(figure)}\u00a0s` : count(figure);
}

export function count(figure: number): string {
	const format = Math.abs(figure) >= 100 || Number.isInteger(figure) ? whole : finer;
	// What was a little less than nothing is nothing.
	return minus(format.format(figure + 0));
}

function milliseconds(ms: number): string {
	if (ms >= 1000) return `${finer.format(ms / 1000)}\u00a0s`;
	return `${ms >= 10 ? whole.format(ms) : fine.format(ms)}\u00a0ms`;
}

/** Never rounded up to all, nor down to none. */
function percent(share: number): string {
	const hundredths = share * 100;
	if (hundredths > 99 && hundredths < 100) {
		// As many nines as there are, and the digit after them.
		const digits = Math.min(3, Math.floor(-Math.log10(100 - hundredths)) + 1);
		return `${Math.floor(hundredths * 10 ** digits) / 10 ** digits}\u00a0%`;
	}
	if (hundredths > 0 && hundredths < 0.001) return "<\u00a00.001\u00a0%";
	return `${(hundredths < 10 ? fine : whole).format(hundredths)}\u00a0%`;
}

/** 1 beside 260: how many the first part of a chain had for one of the next. */
export function oneIn(all: number, part: number): string {
	if (part === 0) return all === 0 ? "–" : "none";
	return part >= all ? "all" : `1 in ${fine1(all / part)}`;
}

const fine1 = (figure: number) => (figure >= 10 ? whole.format(figure) : fine.format(figure));

export const many = (figure: number, one: string, more = `${one}s`) =>
	`${count(figure)} ${figure === 1 ? one : more}`;

/** `12 s before the bell`. */
export function fromBell(second: number): string {
	if (second === 0) return "at the bell";
	return `${count(Math.abs(second))} s ${second < 0 ? "before" : "after"} the bell`;
}

export function asDate(iso: string): string {
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return iso;
	return `${new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(date)} UTC`;
}

/** A list as one says it: `a, b and c`. */
export const said = (words: string[]) => new Intl.ListFormat("en-GB").format(words);

/** A hyphen is no minus. */
const minus = (text: string) => text.replace("-", "−");
