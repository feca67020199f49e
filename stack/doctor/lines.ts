import { type Finding, judged, unasked, type Verdict } from "./finding.ts";

/** What a line hangs on: variables that it reads, and lines before it. */
type Needs = { of?: string[]; after?: string[] };
export type Line = (name: string, needs: Needs, judge: () => Verdict | Promise<Verdict>) => Promise<void>;

/**
 * Lines, told one by one. Where a variable of one is missing or wrong, or a line that it comes after is not well, it is
 * not asked: one fault is one line to mend, and not ten.
 */
export function lines(
	wrong: Set<string>,
	tell: (finding: Finding) => void,
): { all: Finding[]; line: Line; say: typeof tell } {
	const all: Finding[] = [];
	const say = (finding: Finding) => {
		all.push(finding);
		tell(finding);
	};
	const isIll = (name: string) => all.some((each) => each.name === name && /mend|unasked/.test(each.state));
	return {
		all,
		say,
		async line(name, { of = [], after = [] }, judge) {
			const until = of.find((variable) => wrong.has(variable)) ?? after.find(isIll);
			say(until ? { name, ...unasked(`until ${until} is mended`) } : await judged(name, judge));
		},
	};
}
