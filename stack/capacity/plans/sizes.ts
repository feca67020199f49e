/** What something must bear, by name, and what each size of it does. */
export type Needs = Record<string, number>;

/** Half as much again as the busiest second needs. */
export const headRoom = 1.5;

/**
 * The smallest size that bears all of it, sizes being in order, and by what it is bound: what the next smaller one would
 * not bear. Undefined where none is large enough.
 */
export function smallest<Size extends Record<string, unknown>>(
	sizes: Size[],
	needs: Needs,
): { size: Size; bound: string[] } | undefined {
	const lacks = (size: Size) => Object.keys(needs).filter((name) => Number(size[name]) < (needs[name] ?? 0));
	const at = sizes.findIndex((size) => lacks(size).length === 0);
	const [size, smaller] = [sizes[at], sizes[at - 1]];
	return size && { size, bound: smaller ? lacks(smaller) : [] };
}
