import { styleText } from "node:util";

/** Rows under their titles, as wide as they need; a title that begins with > has its column set to the right. */
export function layOut(titles: string[], rows: string[][]): string {
	const right = titles.map((title) => title.startsWith(">"));
	const head = titles.map((title) => title.replace(/^>/, ""));
	const widths = head.map((title, i) =>
		Math.max(title.length, ...rows.map((cells) => cells[i]?.length ?? 0)),
	);
	const line = (cells: string[]) =>
		cells
			.map((cell, i) => (right[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
			.join("  ")
			.trimEnd();
	return [styleText("dim", line(head)), ...rows.map(line)].join("\n");
}
