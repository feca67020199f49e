const shortest = 8;

/**
 * Each sentence in this source by which something is to be mended, as the pieces of it that are always the same: what stands in
 * `mend(…)`, `says(…)`, `says: …` and `new Error(…)`, of which none can be told from its likeness where it is shorter than eight signs.
 */
export function sentencesIn(source: string): string[][] {
	const found: string[][] = [];
	for (const { index, 0: begin } of source.matchAll(/\b(?:mend|says|new Error)\(|\bsays: (?=["'`])/g)) {
		const from = index + begin.length;
		if (begin.endsWith("(")) found.push(...readCode(source, from).literals);
		else found.push(readLiteral(source, from).pieces);
	}
	return found
		.map((pieces) => pieces.map((piece) => piece.trim()).filter((piece) => piece.length >= shortest))
		.filter((pieces) => pieces.length > 0);
}

/** What a test says word for word: its texts of more than one word. */
export function textsIn(test: string): string[] {
	const code = test.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, "");
	return [...code.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`/g)]
		.flatMap(({ index }) => readLiteral(code, index).pieces.map((piece) => piece.trim()))
		.filter((text) => text.length >= shortest && text.includes(" "));
}

/** Of these sentences those that no text stands for: which is a part of that one alone, or has a piece of it in it. */
export function withoutText(sentences: string[][], texts: string[]): string[][] {
	const meant = (text: string, pieces: string[]) =>
		pieces.some((piece) => piece.includes(text) || text.includes(piece));
	const told = new Set<string>();
	for (const text of texts) {
		const all = new Set(
			sentences.filter((pieces) => meant(text, pieces)).map((pieces) => pieces.join(" … ")),
		);
		if (all.size === 1) for (const one of all) told.add(one);
	}
	return sentences.filter((pieces) => !told.has(pieces.join(" … ")));
}

/** Up to the bracket that closes what was opened before `from`; texts within a text are part of what changes in it. */
function readCode(source: string, from: number): { literals: string[][]; end: number } {
	const literals: string[][] = [];
	let depth = 0;
	for (let i = from; i < source.length; i++) {
		const sign = source[i] as string;
		if (["(", "[", "{"].includes(sign)) depth++;
		if ([")", "]", "}"].includes(sign) && depth-- === 0) return { literals, end: i };
		if (!['"', "'", "`"].includes(sign)) continue;
		const { pieces, end } = readLiteral(source, i);
		literals.push(pieces);
		i = end;
	}
	throw new Error(`Not closed: ${source.slice(from, from + 80)}`);
}

function readLiteral(source: string, from: number): { pieces: string[]; end: number } {
	const pieces = [""];
	for (let i = from + 1; i < source.length; i++) {
		const sign = source[i] as string;
		if (sign === source[from]) return { pieces, end: i };
		if (source[from] === "`" && source.startsWith("${", i)) {
			i = readCode(source, i + 2).end;
			pieces.push("");
		} else pieces.push(pieces.pop() + (sign === "\\" ? (source[++i] ?? "") : sign));
	}
	throw new Error(`Not closed: ${source.slice(from, from + 80)}`);
}
