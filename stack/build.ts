import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart } from "./cannot-start.ts";
import { projectRoot } from "./embedded/data-folder.ts";
import { newestMigration } from "./embedded/migrate.ts";
import { spawnNext } from "./next-app.ts";

/**
 * `next build` into `distDir`, when what goes into it changed since the last one: sources, settings, the lock, the newest
 * migration, or what the environment bakes in. The stack must be up, as pages are prerendered from the database. Tells what it did.
 */
export async function build(options: {
	env: Record<string, string>;
	distDir: string;
	/** While nobody is in the database: such pages are as good beside any other data. */
	isEmpty?: boolean;
	/** Another folder than ours that the sources are in. */
	root?: string;
	/** What it asks while it builds, of which nothing is in what is built. */
	against?: Record<string, string>;
	log?: (line: string) => void;
	signal?: AbortSignal;
}): Promise<string> {
	if (isBuilt(options)) return "built already";

	const { root = projectRoot } = options;
	const stamp = stampIn(options);
	// Of what is built, whatever is edited meanwhile.
	const print = wanted(options);
	options.log?.("      building the pages, which takes about a minute …");
	rmSync(stamp, { force: true });
	const env = { ...options.env, ...options.against, NODE_ENV: "production" };
	const child = spawnNext(["build"], env, options.signal, root);
	let said = "";
	child.stdout.on("data", (chunk) => (said += chunk));
	child.stderr.on("data", (chunk) => (said += chunk));
	const code = await new Promise((done) => child.once("error", done).once("close", done));
	options.signal?.throwIfAborted();
	if (code !== 0)
		throw new CannotStart(`${said.trim()}\n\nThe pages could not be built; the reason is above.`);
	writeFileSync(stamp, print);
	return "built";
}

type Wanted = { env: Record<string, string>; distDir: string; isEmpty?: boolean; root?: string };

/** Whether `build` would find it done. */
export function isBuilt(options: Wanted): boolean {
	const stamp = stampIn(options);
	return existsSync(stamp) && readFileSync(stamp, "utf8") === wanted(options);
}

const stampIn = ({ root = projectRoot, distDir }: Wanted) => join(root, distDir, "firstbell-build");
/** Stands for all that goes into a build: another one is made where this is another. */
export const wanted = ({ root = projectRoot, env, isEmpty }: Omit<Wanted, "distDir">) =>
	fingerprint(root, env, isEmpty ? [] : [dataFolder]);

const SOURCES = ["app", "lib", "public"];
/** Read while building. */
const BAKED_IN = ["APP_URL", "MAILBOX_URL", "SUPABASE_URL", "NEXT_DIST_DIR", "NEXT_STANDALONE", "REDIS_URL"];
/** The key stands for it: other data means other prerendered pages. */
const dataFolder = "SUPABASE_PUBLISHABLE_KEY";

function fingerprint(root: string, env: Record<string, string>, more: string[]): string {
	const hash = createHash("sha256").update(process.version);
	const add = (path: string) => hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
	for (const folder of SOURCES.filter((name) => existsSync(join(root, name)))) {
		const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
		for (const path of entries
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.sort()) {
			add(path.slice(root.length + 1));
		}
	}
	// next.config, proxy, instrumentation, postcss, tsconfig, the lock; but not what Next itself writes there.
	for (const name of readdirSync(root).sort()) {
		if (/\.(ts|js|mjs|json)$/.test(name) && !name.endsWith(".d.ts")) add(name);
	}
	// next.config bakes it in: a build that did not know it would say to be ready on a database without it.
	hash.update(`\n${newestMigration(join(root, "supabase", "migrations"))}`);
	const values = { ...process.env, ...env };
	for (const name of Object.keys(values)
		.filter((each) => [...BAKED_IN, ...more].includes(each) || each.startsWith("NEXT_PUBLIC_"))
		.sort()) {
		hash.update(`\n${name}=${values[name]}`);
	}
	return hash.digest("hex");
}
