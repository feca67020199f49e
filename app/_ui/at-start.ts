/** `Jeudi 3 décembre`: some languages write the days of the week small, but where a title or a sentence begins. */
export function atStart(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
