/** Letters that are no others with an accent, by what Postgres' unaccent makes of them, oddities and all. */
const spellings: Record<string, string> = {
	a: "ⱥ",
	ae: "æ",
	b: "ƀɓƃ",
	c: "ƈȼ",
	d: "ðđɖɗƌȡ",
	db: "ȸ",
	dz: "ǆǳ",
	e: "ɛɇ",
	f: "ƒ",
	g: "ɠǥ",
	h: "ħ",
	hv: "ƕ",
	i: "ıɨƖ",
	ij: "ĳ",
	j: "ȷɉ",
	k: "ƙ",
	l: "ŀłƚȴ",
	lj: "ǉ",
	n: "ŋɲƞȵ",
	"'n": "ŉ",
	nj: "ǌ",
	o: "ø",
	oe: "œ",
	oi: "ƣ",
	p: "ƥ",
	q: "ĸ",
	qp: "ȹ",
	r: "ɍ",
	s: "ſȿ",
	ss: "ß",
	t: "ŧƫƭʈȶⱦ",
	th: "þ",
	u: "ʉ",
	v: "ʋ",
	y: "ƴɏ",
	z: "ƶȥɀ",
	ƕ: "Ƕ",
	ƞ: "Ƞ",
	ǣ: "ǣ",
	ǯ: "ǯ",
	ǽ: "ǽ",
	ǿ: "ǿ",
};
const plain = new Map(
	Object.entries(spellings).flatMap(([text, letters]) => Array.from(letters, (letter) => [letter, text])),
);

/** What search compares, in the browser as in the database (app.fold): lower case, without accents, Kaethe as Käthe. */
export function fold(text: string): string {
	return Array.from(text.normalize("NFC"), foldLetter)
		.join("")
		.replace(/([aou])e/g, "$1");
}

function foldLetter(letter: string): string {
	const lower = letter.toLowerCase();
	return plain.get(letter) ?? plain.get(lower) ?? lower.normalize("NFD").replace(/\p{M}/gu, "");
}
