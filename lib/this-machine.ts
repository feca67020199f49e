/** Whether an address is of this very machine, where nobody stands between. */
export function isHere(url: string): boolean {
	return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
