import type pg from "pg";

/** One verb of somebody who asks in a language, as lib/db.ts sends it: one statement, as `call` has it. */
export async function speak<Answer>(
	on: Pick<pg.Client, "query"> | pg.Pool,
	language: string,
	verb: string,
	...args: unknown[]
): Promise<Answer> {
	const places = args.map((_, i) => `$${i + 1}`).join(", ");
	const { rows } = await on.query(
		`select api.${verb}(${places}) as answer from set_config('firstbell.language', $${args.length + 1}, true)`,
		[...args, language],
	);
	return rows[0].answer as Answer;
}
