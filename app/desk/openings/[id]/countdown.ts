/** `3 days`, `4:05:09`, `12:04`: what is left of some milliseconds. */
export function countdown(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1000));
	const days = Math.floor(seconds / 86_400);
	if (days >= 2) return `${days} days`;
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const shown = parts[0] ? parts : parts.slice(1);
	return shown.map((part, i) => (i ? String(part).padStart(2, "0") : String(part))).join(":");
}
