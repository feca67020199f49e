import { CsvError, parse } from "csv-parse/sync";
import { columnOf } from "./columns.ts";
import { decode, separatorOf } from "./decode.ts";
import { type Fault, Faulty, quoted } from "./faults.ts";

/** One row by column; a column the file does not have reads as empty. */
export type Row = { line: number; cell: (column: string) => string; fault: Fault | undefined };

export const mostBytes = 10 * 1024 * 1024;
const mostRows = 20_000;

/** The rows of a CSV file. Throws Faulty for one that is too large or that no rows can be read from. */
export function readRows(bytes: Uint8Array, log: (line: string) => void = () => {}): Row[] {
	if (bytes.length > mostBytes) throw fault(1, "file", "Is larger than 10 MB: import it in parts.");
	const [heading, ...records] = parsed(decode(bytes).replace(/^\uFEFF/, ""));
	if (!heading) throw fault(1, "file", "Is empty.");
	const places = placesOf(heading, log);
	return records.map(({ line, cells }) => ({
		line,
		cell: (column) => cells[places.get(column) ?? -1] ?? "",
		fault: tooWide(line, cells, heading.cells),
	}));
}

type Record = { line: number; cells: string[] };

/** Records that are not empty, each with the line it begins in. Stops soon after the last row that may be. */
function parsed(text: string): Record[] {
	const records: Record[] = [];
	let line = 1;
	let seen = 0;
	try {
		parse(text, {
			delimiter: separatorOf(text),
			record_delimiter: ["\r\n", "\n", "\r"],
			relax_column_count: true,
			// Millions of tiny rows fit into 10 MB, and would not fit into memory.
			to: mostRows + 2,
			// The parser counts a CR LF in a cell twice, and knows only where a record ends.
			on_record: (cells: string[]) => {
				seen++;
				if (cells.some((cell) => cell.trim() !== "")) records.push({ line, cells });
				line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
				return null;
			},
		});
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw fault(line, "row", "Cannot be read: is a quotation mark missing or one too many?");
	}
	if (seen > mostRows + 1) throw fault(1, "file", "Has more than 20,000 rows: import it in parts.");
	return records;
}

/** A comma outside quotation marks would move a Monday's hours to the Tuesday. */
function tooWide(line: number, cells: string[], heading: string[]): Fault | undefined {
	if (cells.length <= heading.length) return undefined;
	const message = `Has ${cells.length} cells under ${heading.length} headings: put a cell that has a separator in it into quotation marks.`;
	return { line, column: "row", message };
}

function placesOf(heading: Record, log: (line: string) => void): Map<string, number> {
	const places = new Map<string, number>();
	heading.cells.forEach((name, place) => {
		const column = columnOf(name);
		if (column && places.has(column)) {
			throw fault(heading.line, column, "There are two columns of this name.");
		}
		if (column) places.set(column, place);
	});
	const others = heading.cells.filter((name) => name.trim() && !columnOf(name));
	if (others.length > 0)
		log(`Passed over, being none of ours: ${others.slice(0, 20).map(quoted).join(", ")}.`);
	const missing = ["school", "teacher", "email", "time_zone", "type", "duration_minutes"].filter(
		(column) => !places.has(column),
	);
	if (missing.length > 0)
		throw new Faulty(
			missing.map((column) => ({ line: heading.line, column, message: "This column is missing." })),
		);
	return places;
}

function fault(line: number, column: string, message: string): Faulty {
	return new Faulty([{ line, column, message }]);
}
