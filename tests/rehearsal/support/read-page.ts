import { type DefaultTreeAdapterMap, type ParserError, parse } from "parse5";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

/** What a browser makes of a page: its elements, its words, and what it had to forgive. */
export function readPage(markup: string) {
	const errors: string[] = [];
	const document = parse(markup, {
		sourceCodeLocationInfo: true,
		onParseError: (error: ParserError) => errors.push(`${error.code} in line ${error.startLine}`),
	});
	const elements = all(document).filter((node): node is Element => "tagName" in node);
	return {
		errors,
		elements,
		text: words(document),
		/** Values of an attribute, of all elements or of one kind. */
		attribute: (name: string, tag?: string) =>
			elements
				.filter(({ tagName }) => !tag || tagName === tag)
				.flatMap(({ attrs }) => attrs.filter((each) => each.name === name).map(({ value }) => value)),
		textOf: (tag: string) => elements.filter(({ tagName }) => tagName === tag).map(words),
	};
}

const children = (node: Node): Node[] => ("childNodes" in node ? node.childNodes : []);
const all = (node: Node): Node[] => [node, ...children(node).flatMap(all)];

/** As people see it: without scripts and styles, and with plain spaces. */
export function words(node: Node): string {
	if ("tagName" in node && ["script", "style"].includes(node.tagName)) return "";
	if (node.nodeName === "#text" && "value" in node) return node.value.replace(/\s+/g, " ");
	return children(node).map(words).join("");
}
