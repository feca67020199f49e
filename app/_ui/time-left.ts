// Long before it ends, so that there is time to answer, however slowly.
export const shortMs = 2 * 60_000;

/** `8 minutes`; by the second only at the very end. */
export function timeLeft(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`;
	return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}
