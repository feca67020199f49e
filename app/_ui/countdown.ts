/** `12:34`, `3:12:34`, `2 days 3 h` */
export function countdown(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	const [days, hours, minutes] = [
		Math.floor(seconds / 86_400),
		Math.floor(seconds / 3_600) % 24,
		Math.floor(seconds / 60) % 60,
	];
	if (days > 0) return `${days} ${days === 1 ? "day" : "days"} ${hours} h`;
	const rest = String(seconds % 60).padStart(2, "0");
	return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
