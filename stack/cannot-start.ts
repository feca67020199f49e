/** Why the stack stays down, in one sentence that says what to do: shown alone, without a stack trace. */
export class CannotStart extends Error {
	override name = "CannotStart";
}

/** Prints what went wrong: one sentence when we know, everything when we do not. */
export function explain(error: unknown): void {
	const known = error instanceof CannotStart;
	process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
}

/** The same of a command that asks a database: one that is not reached is said by the system's own code. */
export function explainOfDatabase(error: unknown): void {
	const { code = "" } = error as { code?: string };
	explain(/^E[A-Z]+$/.test(code) ? new CannotStart(`The database does not answer (${code}).`) : error);
}
