/** What makes Excel read a file as UTF-8. */
export const byteOrderMark = "\uFEFF";

/** One line of a CSV file, as RFC 4180 has it. */
export function csvLine(cells: string[]): string {
	return `${cells.map(cell).join(",")}\r\n`;
}

/** What a spreadsheet would take for a formula is made text by the sign that it hides itself. */
function cell(text: string): string {
	const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
