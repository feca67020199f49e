/**
 * The text of a calendar. Times and rules are plain ASCII in every encoding that comes along, so names in a wrong one do
 * no harm; only what is two bytes a letter has to be known as that.
 */
export function decode(bytes: Uint8Array): string {
	const [first, second] = bytes;
	const encoding =
		first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
	return new TextDecoder(encoding).decode(bytes);
}
