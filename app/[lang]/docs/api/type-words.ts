import type { JsonSchema } from "@/lib/api/schemas";

/** `text`, `list of numbers`, `instant or null`: what kind of value a field has. */
export function typeWords(schema: JsonSchema): string {
	const kinds = schema.anyOf ?? schema.oneOf;
	if (kinds) return [...new Set(kinds.map(typeWords))].join(" or ");
	if ("const" in schema) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
	if (schema.type === "array") return `list of ${schema.items ? typeWords(schema.items) : "anything"}`;
	return formats[schema.format ?? ""] ?? types[String(schema.type)] ?? "anything";
}

const formats: Record<string, string> = {
	"date-time": "instant",
	date: "day",
	uuid: "UUID",
	email: "e-mail address",
	uri: "address",
};
const types: Record<string, string> = {
	string: "text",
	integer: "whole number",
	number: "number",
	boolean: "true or false",
	object: "object",
	null: "null",
};

/** `1 to 500`, `at most 120 characters`, `usually "UTC"` */
export function limitWords(schema: JsonSchema): string {
	const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema as Record<string, number>;
	return [
		range(minimum, maximum, ""),
		schema.format ? "" : range(minLength, maxLength, " characters"),
		range(minItems, maxItems, " of them"),
		"default" in schema ? `usually ${JSON.stringify(schema.default)}` : "",
	]
		.filter(Boolean)
		.join(", ");
}

/** Ends that every whole number has are none. */
function range(least: number | undefined, most: number | undefined, what: string): string {
	const from = least !== undefined && Math.abs(least) < 2 ** 53 - 1 ? least : undefined;
	const to = most !== undefined && most < 2 ** 31 - 1 ? most : undefined;
	if (from !== undefined && to !== undefined) return `${from} to ${to}${what}`;
	if (to !== undefined) return `at most ${to}${what}`;
	return from ? `at least ${from}${what}` : "";
}
