import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { asAdmin } from "./as-admin.ts";
import { CannotStart, explainOfDatabase } from "./cannot-start.ts";
import { migrationVersions } from "./embedded/migrate.ts";
import { fetchedFile, isElsewhere } from "./fetched-file.ts";
import { ownersAddress } from "./owners-address.ts";
import { count, verdictOf } from "./rehearsal/checker/finding.ts";
import { checkDatabase } from "./restore/check-database.ts";
import { idsIn, mailsDue, settleMails } from "./restore/settle-mails.ts";
import { takeGiven } from "./serve/environment.ts";

/**
 * `DATABASE_ADMIN_URL=… npm run after-restore`: looks at a database that was restored, before an instance is started on it.
 * `--sent FILE` (or an https address) is what the mail provider wrote down since the point that was restored: each mail whose Message-ID is in it
 * is said to have gone. What it needs of the environment may stand in `.env`, or in `--env FILE`. Exits 1 where something is wrong with the
 * database, and then says nothing of mails.
 */
let code = 0;
try {
	const { url, ca, sent } = await read(process.argv.slice(2));
	await asAdmin(
		url,
		async (database) => {
			const found = await checkDatabase(database, migrationVersions());
			for (const { kept, name, figure } of found.map(verdictOf))
				say(`${kept ? "✓" : "✗"} ${name}: ${figure}`);
			if (found.some(({ broken }) => broken.length > 0))
				throw new CannotStart("Start nothing on this database: mend what is marked first.");
			if (sent) {
				const { settled, known, unknown } = await settleMails(database, sent);
				say(
					`${count(known)} mails of that file are known here, ${count(settled)} of them would have gone again.`,
				);
				if (unknown.length > 0)
					say(
						`${count(unknown.length)} are not: they told somebody of what is lost. Find in the provider's log whom these went to, and write to them:\n  ${unknown.join("\n  ")}`,
					);
			}
			say(`${count(await mailsDue(database))} mails go out when the first instance is started.`);
		},
		ca,
	);
} catch (error) {
	explainOfDatabase(error);
	code = 1;
}
process.exit(code);

async function read(args: string[]) {
	const { env, rest } = takeGiven(args);
	const { sent } = parsed(rest);
	const owner = await ownersAddress(env);
	if (!owner)
		throw new CannotStart(
			"DATABASE_ADMIN_URL has to name the restored database, as its owner: postgres://postgres:…@…/postgres",
		);
	return { ...owner, sent: sent === undefined ? undefined : idsIn(await textOf(sent)) };
}

async function textOf(file: string): Promise<string> {
	if (isElsewhere(file)) return (await fetchedFile(file)).toString();
	if (!existsSync(file)) throw new CannotStart(`There is no file ${file}.`);
	return readFileSync(file, "utf8");
}

function parsed(args: string[]) {
	try {
		return parseArgs({ args, options: { sent: { type: "string" } } }).values;
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
