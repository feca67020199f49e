/** A row that cannot be taken, and what to mend. Line 1 is the heading. */
export type Fault = { line: number; column: string; message: string };

/** All that is wrong with a file, told at once. */
export class Faulty extends Error {
	readonly faults: Fault[];

	constructor(faults: Fault[]) {
		const told = faults
			.slice(0, 200)
			.map(({ line, column, message }) => `line ${line}, ${column}: ${message}`);
		if (faults.length > told.length) told.push(`… and ${faults.length - told.length} more.`);
		super(told.join("\n"));
		this.faults = faults;
	}
}

/** A cell's text as a message may show it: not a megabyte of it, and nothing that steers a terminal. */
export function quoted(text: string): string {
	const shown = text.trim().replace(/\p{C}/gu, "\uFFFD");
	return `"${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}"`;
}
