import { styleText } from "node:util";
import type { Figures, Line } from "./line.ts";
import { shown } from "./rounds.ts";

/** The figures beside their aims, one line each. */
export function table(results: { line: Line; figures: Figures }[]): string {
	const rows = results.map(({ line, figures }) => {
		const { aim, unit } = line;
		const met = "least" in aim ? figures.value >= aim.least : figures.value <= aim.most;
		return {
			met,
			cells: [
				line.name,
				"least" in aim ? `≥ ${aim.least}` : `≤ ${aim.most}`,
				shown(figures.value) + (unit === "ms" ? " ms" : ""),
				met ? "as aimed" : "missed",
				`${shown(figures.a)} ${line.a}`,
				`${shown(figures.b)} ${line.b}`,
			],
		};
	});
	const head = ["line", "aim", "is", "", "A", "B"];
	const widths = head.map((title, i) =>
		Math.max(title.length, ...rows.map(({ cells }) => cells[i]?.length ?? 0)),
	);
	const laid = (cells: string[]) =>
		cells
			.map((cell, i) => cell.padEnd(widths[i] ?? 0))
			.join("  ")
			.trimEnd();
	return [
		styleText("dim", laid(head)),
		...rows.map(({ met, cells }) => (met ? laid(cells) : styleText("yellow", laid(cells)))),
	].join("\n");
}
