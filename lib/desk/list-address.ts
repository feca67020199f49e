/** The address of a list: `/desk?q=ada&past=1`. What is not asked for is not in it. */
export function addressOf(path: string, wish: Record<string, string | undefined>): string {
	const query = new URLSearchParams(
		Object.entries(wish).filter((pair): pair is [string, string] => Boolean(pair[1])),
	);
	return query.size ? `${path}?${query}` : path;
}
