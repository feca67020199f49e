import "server-only";
import { isRefusalCode } from "./refusal.ts";
import { tally, tellTally } from "./tally.ts";

/** Counts a page that could not be made, by where it stands: `page /t/[handle]`. */
export function countBrokenPage(error: unknown, routePath: string): void {
	const { digest } = error as { digest?: unknown };
	const code = isRefusalCode(digest) ? digest : "BUG00";
	tally(`asked|page ${routePath.replace(/^\/\[lang\]/, "") || "/"}|${code}|0`);
	tellTally();
}
