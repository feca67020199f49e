/**
 * Where somebody was, of what their page or their browser says of it: a path of ours, and never an address elsewhere, whatever
 * was made up. Home for what is none.
 */
export function wayBack(said: string, from: string | null, origin: string): string {
	return pathIn(said, origin) ?? pathIn(from ?? "", origin) ?? "/";
}

function pathIn(text: string, origin: string): string | undefined {
	// Browsers read a backslash as a slash, and pass over tabs and line ends: so does this, and then looks where it leads.
	const url = text && URL.canParse(text, origin) ? new URL(text, origin) : undefined;
	if (url?.origin !== origin || url.pathname.startsWith("//") || url.pathname.startsWith("/api/")) return;
	return url.pathname + url.search + url.hash;
}
