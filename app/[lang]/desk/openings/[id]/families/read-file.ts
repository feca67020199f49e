/** A CSV file's text: UTF-8, else Windows-1252, as spreadsheets still save it. */
export async function readFile(file: Blob): Promise<string> {
	const bytes = await file.arrayBuffer();
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder("windows-1252").decode(bytes);
	}
}

/** As much as a preview takes, in letters. */
export const mostLetters = 2_000_000;
