import "server-only";
import { CsvError, parse } from "csv-parse/sync";
import { namedLanguage } from "../languages/names.ts";
import { Refusal } from "../refusal.ts";
import { Family, type FamilyRow } from "./schema.ts";

const mostRows = 20_000;

/** What a heading is called, in the spellings of the schools we know. */
const columns: Record<"email" | "name" | "group" | "language", RegExp> = {
	email:
		/^(e-?mail|mail|e-?mail[ -]?(address|adresse)|e-?mail-?adressen?|adresse e-?mail|courriel|correo.*)$/i,
	name: /^((family |sur)?name|(familien|nach)name|family|familie|famille|familia|parents?|eltern|nom( de famille)?|nombre)$/i,
	group: /^(group|gruppe|groupe|grupo|wave)$/i,
	language: /^(language|sprache|langue|idioma|lengua)$/i,
};

/**
 * Reads the families of a CSV file, `groups` being the names of the opening's groups: each row with what to mend, and
 * nothing done yet. A group is its name or its number from 1; left out, it is the last. A
 * language is its tag or its name. Refuses INVAL where no rows can be read.
 */
export function readFamilies(text: string, groups: string[]): FamilyRow[] {
	const [heading, ...records] = parsed(text.replace(/^\uFEFF/, ""));
	const at = (column: keyof typeof columns) =>
		heading?.cells.findIndex((cell) => columns[column].test(cell.trim())) ?? -1;
	const places = { email: at("email"), name: at("name"), group: at("group"), language: at("language") };
	if (!heading || places.email < 0)
		throw unreadable("The first row has to name the columns, one of them “email”.");
	if (records.length > mostRows) throw unreadable("A file has at most 20,000 families.");
	const seen = new Map<string, number>();
	return records.map(({ line, cells }) => {
		const cell = (place: number) => (place < 0 ? "" : (cells[place] ?? "").trim());
		const group = groupOf(cell(places.group), groups);
		const said = cell(places.language);
		const language = namedLanguage(said);
		const { data, error } = Family.safeParse({
			email: cell(places.email),
			name: cell(places.name) || null,
			group: group ?? 0,
		});
		const email = data?.email ?? cell(places.email);
		const before = seen.get(email);
		if (before === undefined) seen.set(email, line);
		const fault =
			error?.issues[0]?.message ??
			(group === null ? `There is no group “${cell(places.group)}”.` : null) ??
			(said && !language ? `Mails are not written in “${said}” yet.` : null) ??
			(before === undefined ? null : `This address is in line ${before} already.`);
		return { line, email, name: data?.name ?? (cell(places.name) || null), group, language, fault };
	});
}

function groupOf(text: string, groups: string[]): number | null {
	if (!text) return groups.length - 1;
	const named = groups.findIndex((name) => name.toLowerCase() === text.toLowerCase());
	if (named >= 0) return named;
	return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= groups.length ? Number(text) - 1 : null;
}

type Cells = { line: number; cells: string[] };

function parsed(text: string): Cells[] {
	try {
		const rows = parse(text, {
			delimiter: separatorOf(text),
			relax_column_count: true,
			skip_records_with_empty_values: true,
			info: true,
			to: mostRows + 2,
		}) as unknown as { record: string[]; info: { lines: number } }[];
		return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw unreadable("This file cannot be read: is a quotation mark missing or one too many?");
	}
}

/** Whichever of `;`, tab and `,` the heading has most of. */
function separatorOf(text: string): string {
	// A sign in quotation marks parts nothing.
	const heading = (text.match(/[^\r\n]+/)?.[0] ?? "").replace(/"[^"]*"/g, "");
	return [";", "\t", ","].reduce(
		(best, sign) => (heading.split(sign).length > heading.split(best).length ? sign : best),
		",",
	);
}

function unreadable(message: string): Refusal {
	return new Refusal("INVAL", { fields: { text: message } });
}
