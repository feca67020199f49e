/** An instant as every answer spells it, whatever offset Postgres gave it: `2026-11-30T09:00:00Z`. */
export function isoInstant(text: string): string {
	// A week has hundreds of them, and nearly all come like this.
	if (text.length === 25 && text.endsWith("+00:00")) return `${text.slice(0, 19)}Z`;
	return isoOf(Date.parse(text));
}

export const isoOf = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");
