import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { addressOf } from "../lib/database-address.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { openDataFolder, readSecrets } from "./embedded/data-folder.ts";
import { portsFrom } from "./embedded/ports.ts";
import { fetchedFile, isElsewhere } from "./fetched-file.ts";
import { clashes } from "./import/clashes.ts";
import { Faulty } from "./import/faults.ts";
import { readSchool } from "./import/read-school.ts";
import type { School } from "./import/school.ts";
import { schoolInFile } from "./import/school-file.ts";
import { takeStaff } from "./import/staff.ts";
import { ownersAddress } from "./owners-address.ts";
import { renewPages } from "./renew-pages.ts";
import { lives, type Process } from "./same-process.ts";
import { takeGiven } from "./serve/environment.ts";

/**
 * `npm run import -- school.csv`: loads a school, or updates it, from a file or an https address. The database is the one that DATABASE_ADMIN_URL names,
 * else that of the `npm start` that runs in this folder. `--staff` names who looks after its openings; `--print-sql`
 * prints the statement instead. With APP_URL and CRON_SECRET it has pages made anew, asked for at CRONS_URL where that is
 * another way to the app. All of them may stand in `.env`, or in `--env FILE`.
 */
export async function importFile(
	path: string,
	adminUrl: string,
	log: (line: string) => void,
	staff: string[] = [],
): Promise<Imported> {
	return load({ ...schoolInFile(path, log), staff }, { adminUrl }, log);
}

export type Imported = { teachers: number; types: number; added: number; retired: number };

if (import.meta.main) {
	try {
		await main(process.argv.slice(2));
	} catch (error) {
		explain(error instanceof Faulty ? new CannotStart(`${error.message}\n\nNothing was loaded.`) : error);
		process.exit(1);
	}
}

async function main(words: string[]): Promise<void> {
	const { env, rest } = takeGiven(words);
	const { staff, path, printSql } = asked(rest);
	const warn = (line: string) => console.error(line);
	const read = isElsewhere(path) ? readSchool(await fetchedFile(path)) : schoolInFile(path, warn);
	const school = { ...read, staff };
	if (printSql) return void process.stdout.write(asSql(school));
	const target = await targetOf(env);
	await load(school, target, (line) => console.log(line));
	await renew(
		target,
		school.teachers.map(({ handle }) => handle),
	);
}

function asked(words: string[]): { staff: string[]; path: string; printSql: boolean } {
	const { staff, rest } = takeStaff(words);
	try {
		const { values, positionals } = parseArgs({
			...{ args: rest, options: { "print-sql": { type: "boolean" } }, allowPositionals: true },
		});
		const [path, more] = positionals;
		if (!path || more) throw new Error("Say which file: npm run import -- school.csv");
		return { staff, path, printSql: values["print-sql"] === true };
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}

async function load(
	school: School,
	{ adminUrl, ca }: Pick<Target, "adminUrl" | "ca">,
	log: (line: string) => void,
): Promise<Imported> {
	const client = new pg.Client({ ...addressOf(adminUrl, ca), connectionTimeoutMillis: 10_000 });
	await client.connect().catch((error: Error) => {
		throw new CannotStart(
			`The database does not answer, and nothing was loaded: ${error.message || "no connection"}`,
		);
	});
	try {
		const faults = await clashes(client, school);
		if (faults.length > 0) throw new CannotStart(`${faults.join("\n")}\n\nNothing was loaded.`);
		const { rows } = await client.query<{ imported: Imported }>("select app.import_school($1) as imported", [
			JSON.stringify(school),
		]);
		const imported = rows[0]?.imported as Imported;
		const { teachers, types, added, retired } = imported;
		log(`${school.name}: ${teachers} teachers (${added} new), ${types} appointment types.`);
		if (school.staff?.length) log(`Staff: ${school.staff.join(", ")}.`);
		if (retired) log(`No longer offered, as the file has them no more: ${retired} appointment types.`);
		return imported;
	} catch (error) {
		if (error instanceof CannotStart) throw error;
		throw new CannotStart(
			`The database did not take it, and nothing was loaded: ${(error as Error).message}`,
		);
	} finally {
		await client.end();
	}
}

/** For supabase/seed.sql. */
export function asSql(school: School): string {
	return `-- The demo school: \`npm run import -- --print-sql supabase/demo-school.csv --staff office@demo-school.example\` prints this.
select app.import_school(${pg.escapeLiteral(JSON.stringify(school, null, 1)).trim()}::jsonb);
`;
}

type Target = { adminUrl: string } & Partial<
	Record<"ca" | "appUrl" | "cronsUrl" | "cronSecret", string | undefined>
>;

async function targetOf(env: Record<string, string>): Promise<Target> {
	const owner = await ownersAddress(env);
	if (owner)
		return {
			...{ adminUrl: owner.url, ca: owner.ca },
			...{ appUrl: env.APP_URL, cronsUrl: env.CRONS_URL, cronSecret: env.CRON_SECRET },
		};
	const folder = openDataFolder("start");
	const held = join(folder, "held.json");
	const holder = existsSync(held) && (JSON.parse(readFileSync(held, "utf8")) as Process & { port: number });
	// A run that was killed leaves its note behind.
	if (!holder || !lives(holder))
		throw new CannotStart("Nothing runs here to load it into: run `npm start` first, in another terminal.");
	const { port } = holder;
	const { adminPassword, cronSecret } = readSecrets(folder);
	return {
		adminUrl: `postgres://postgres:${adminPassword}@127.0.0.1:${portsFrom(port).postgres}/postgres`,
		appUrl: `http://localhost:${port}`,
		cronSecret,
	};
}

async function renew({ appUrl, cronsUrl, cronSecret }: Target, handles: string[]): Promise<void> {
	if (!appUrl || !cronSecret)
		return console.log("Pages show it within the hour: APP_URL and CRON_SECRET would renew them now.");
	try {
		await renewPages({ appUrl: cronsUrl || appUrl, cronSecret, handles });
		console.log(`Their pages are at ${appUrl}/t/<handle>, such as ${appUrl}/t/${handles[0]}`);
	} catch (error) {
		console.log(
			`The app at ${appUrl} was not told (${(error as Error).message}): pages show it within the hour.`,
		);
	}
}
