/** Who has served for so long has not failed at its start. */
const provenMs = 30_000;
const firstMs = 250;
const longestMs = 30_000;

/** How many times in a row a place's process has failed, once more counted. */
export const failuresAfter = (failures: number, livedMs: number): number =>
	livedMs >= provenMs ? 1 : failures + 1;

/** Milliseconds until a place is filled again: soon at first, so that one who was killed is hardly missed. */
export const waitAfter = (failures: number): number => Math.min(longestMs, firstMs * 2 ** (failures - 1));
