import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { projectRoot } from "./embedded/data-folder.ts";

/** Who looks after the demo school's openings. */
export const demoStaff = "office@demo-school.example";

/** Who looks after the installation that it is in. */
export const demoOperator = "operator@demo-school.example";

/** Fills an empty database with the demo school, by the importer that a real school would use. Tells what it did. */
export async function seedDemoSchool(adminUrl: string): Promise<string> {
	if (await asked(adminUrl, "select exists (select from app.schools)")) return "there already";
	const file = join(projectRoot, "supabase", "demo-school.csv");
	const importer = join(projectRoot, "stack", "import.ts");
	if (!existsSync(file) || !existsSync(importer)) return "none to import";
	const { importFile } = (await import(pathToFileURL(importer).href)) as {
		importFile(
			path: string,
			adminUrl: string,
			log: (line: string) => void,
			staff: string[],
		): Promise<unknown>;
	};
	await importFile(file, adminUrl, () => {}, [demoStaff]);
	await asked(
		adminUrl,
		`insert into app.operators (email) values ('${demoOperator}') on conflict do nothing`,
	);
	return "imported";
}

/** Addresses of two teachers, to sign in with. */
export async function firstTeachers(adminUrl: string): Promise<string[]> {
	const emails = await asked(
		adminUrl,
		"select array(select email::text from app.teachers order by created_at, name limit 2)",
	);
	return emails as string[];
}

/** The address of somebody of the staff, to sign in with; none where nobody is. */
export async function firstStaff(adminUrl: string): Promise<string[]> {
	const emails = await asked(
		adminUrl,
		"select array(select email::text from app.staff order by created_at, email limit 1)",
	);
	return emails as string[];
}

/** The address of an operator, to sign in with at /ops; none where nobody is. */
export async function firstOperator(adminUrl: string): Promise<string[]> {
	const emails = await asked(
		adminUrl,
		"select array(select email::text from app.operators order by created_at, email limit 1)",
	);
	return emails as string[];
}

/** Every teacher's handle. */
export async function allHandles(adminUrl: string): Promise<string[]> {
	return (await asked(adminUrl, "select array(select handle from app.teachers)")) as string[];
}

async function asked(adminUrl: string, question: string): Promise<unknown> {
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	try {
		const { rows } = await client.query<unknown[]>({ text: question, rowMode: "array" });
		return rows[0]?.[0];
	} finally {
		await client.end();
	}
}
