import { parseArgs } from "node:util";
import { Email } from "../lib/bookings/field-schema.ts";
import { asAdmin } from "./as-admin.ts";
import { CannotStart, explainOfDatabase } from "./cannot-start.ts";
import { ownersAddress } from "./owners-address.ts";
import { takeGiven } from "./serve/environment.ts";

/**
 * `DATABASE_ADMIN_URL=… npm run operators -- ops@school.example`: names who looks after the installation, at /ops; with `--remove`,
 * who does so no more. Says who does then. What it needs of the environment may stand in `.env`, or in `--env FILE`.
 */
try {
	const { url, ca, emails, remove } = await read(process.argv.slice(2));
	const edit = remove
		? "delete from app.operators where email = any ($1)"
		: "insert into app.operators (email) select unnest($1::text[]) on conflict do nothing";
	const all = await asAdmin(
		url,
		async (database) => {
			await database.query(edit, [emails]);
			const { rows } = await database.query<{ email: string }>(
				"select email from app.operators order by email",
			);
			return rows.map(({ email }) => email);
		},
		ca,
	);
	console.log(`Operators: ${all.join(", ") || "nobody"}.`);
	process.exit(0);
} catch (error) {
	explainOfDatabase(error);
	process.exit(1);
}

async function read(words: string[]) {
	const { env, rest } = takeGiven(words);
	const owner = await ownersAddress(env);
	if (!owner) throw new CannotStart("DATABASE_ADMIN_URL has to name the database, as its owner.");
	const { values, positionals } = parsed(rest);
	const emails = positionals.map((each) => {
		const email = Email.safeParse(each);
		if (!email.success)
			throw new CannotStart(`${JSON.stringify(each)} does not look like an e-mail address.`);
		return email.data;
	});
	return { ...owner, emails, remove: values.remove ?? false };
}

function parsed(words: string[]) {
	try {
		return parseArgs({ args: words, options: { remove: { type: "boolean" } }, allowPositionals: true });
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}
