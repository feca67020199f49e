/** An instant as every answer spells it, whatever offset Postgres gave it: `2026-11-30T09:00:00Z`. */
export function isoInstant(text: string): string {
	return new Date(text).toISOString().replace(".000Z", "Z");
}
