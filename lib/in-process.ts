import "server-only";

/**
 * What a process has one of, by its name. Pages and routes are bundled apart, and each bundle has its own copy of a module:
 * kept in one, a page would not know what a route has just changed, and both would open connections.
 */
export function oneInProcess<Thing>(name: string, make: () => Thing): Thing {
	const things = holder[key] ?? new Map<string, unknown>();
	holder[key] = things;
	if (!things.has(name)) things.set(name, make());
	return things.get(name) as Thing;
}

const key = Symbol.for("firstbell");
const holder = globalThis as { [key]?: Map<string, unknown> };
