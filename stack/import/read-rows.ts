import { CsvError, parse } from "csv-parse/sync";
import { columnOf } from "./columns.ts";
import { decode, separatorOf } from "./decode.ts";
import { Faulty } from "./school.ts";

/** One row by column; a column the file does not have reads as empty. */
export type Row = { line: number; cell: (column: string) => string };

const mostBytes = 10 * 1024 * 1024;
const mostRows = 20_000;

/** The rows of a CSV file. Throws Faulty for one that is too large or that no rows can be read from. */
export function readRows(bytes: Uint8Array): Row[] {
	if (bytes.length > mostBytes) throw fault(1, "file", "Is larger than 10 MB: import it in parts.");
	const text = decode(bytes).replace(/^\uFEFF/, "");
	const [heading, ...records] = parsed(text);
	if (!heading) throw fault(1, "file", "Is empty.");
	if (records.length > mostRows) throw fault(1, "file", "Has more than 20,000 rows: import it in parts.");
	const places = placesOf(heading.record);
	return records.map(({ record, info }) => ({
		line: info.lines,
		cell: (column) => record[places.get(column) ?? -1] ?? "",
	}));
}

function parsed(text: string): { record: string[]; info: { lines: number } }[] {
	try {
		return parse(text, {
			delimiter: separatorOf(text),
			info: true,
			relax_column_count: true,
			skip_empty_lines: true,
			skip_records_with_empty_values: true,
		}) as unknown as { record: string[]; info: { lines: number } }[];
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw fault(
			Number(error.lines ?? 1),
			"row",
			"Cannot be read: is a quotation mark missing or one too many?",
		);
	}
}

function placesOf(heading: string[]): Map<string, number> {
	const places = new Map<string, number>();
	heading.forEach((name, place) => {
		const column = columnOf(name);
		if (column && places.has(column)) throw fault(1, column, "There are two columns of this name.");
		if (column) places.set(column, place);
	});
	const missing = ["school", "teacher", "email", "time_zone", "type", "duration_minutes"].filter(
		(column) => !places.has(column),
	);
	if (missing.length > 0)
		throw new Faulty(missing.map((column) => ({ line: 1, column, message: "This column is missing." })));
	return places;
}

function fault(line: number, column: string, message: string): Faulty {
	return new Faulty([{ line, column, message }]);
}
