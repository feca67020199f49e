/** `1 family`, `2,000 families`. */
export const familyCount = (count: number) =>
	count === 1 ? "1 family" : `${count.toLocaleString("en-GB")} families`;
