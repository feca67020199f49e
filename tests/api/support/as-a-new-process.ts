import { vi } from "vitest";

/** What is imported from now on is made anew, and reads this environment until it is unstubbed. */
export function asANewProcess(environment: Record<string, string | undefined>): void {
	vi.resetModules();
	Reflect.deleteProperty(globalThis, Symbol.for("firstbell"));
	for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
}
