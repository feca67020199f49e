/** The text of a file: UTF-8 with or without a mark at its start, else Windows-1252, as spreadsheets still save it. */
export function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder("windows-1252").decode(bytes);
	}
}

/** What parts the columns: whichever of `;`, tab and `,` the heading has most of, outside of quotes. */
export function separatorOf(text: string): string {
	const header = (text.match(/[^\r\n]+/)?.[0] ?? "").replace(/"[^"]*"/g, "");
	const count = (sign: string) => header.split(sign).length;
	return [";", "\t", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}
