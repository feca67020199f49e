import type { DeskType } from "./type-schema.ts";

/** A type as SQL has it: the same fields, spelled as SQL spells them. */
export type TypeAnswer = Record<string, unknown>;

export function readType(answer: TypeAnswer): DeskType {
	return renamed(answer, (name) =>
		name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
	) as DeskType;
}

export function writeType(type: Omit<DeskType, "id" | "version">): TypeAnswer {
	return renamed(type, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

function renamed(fields: object, rename: (name: string) => string): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).map(([name, value]) => [rename(name), value]));
}
