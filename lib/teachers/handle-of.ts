// Letters that are no others with an accent.
const letters: Record<string, string> = {
	ä: "ae",
	ö: "oe",
	ü: "ue",
	ß: "ss",
	æ: "ae",
	œ: "oe",
	ø: "o",
	ł: "l",
	đ: "d",
	ð: "d",
	þ: "th",
	ı: "i",
};

/**
 * The address that a name makes, of at most so many characters: `Frau Müller-Lüdenscheidt` becomes `frau-mueller-luedenscheidt`.
 * A name of other letters alone makes an empty one. An import finds a teacher again by it, so it stays what it is.
 */
export function handleOf(name: string, most = 60): string {
	return name
		.normalize("NFC")
		.toLowerCase()
		.replace(/[äöüßæœøłđðþı]/g, (letter) => letters[letter] ?? "")
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/[^a-z0-9]+/g, "-")
		.slice(0, most + 1)
		.replace(/^-/, "")
		.slice(0, most)
		.replace(/-$/, "");
}
