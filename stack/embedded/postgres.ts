import { spawn } from "node:child_process";
import {
	appendFileSync,
	chmodSync,
	chownSync,
	existsSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { type Settled, settlePostgres } from "./postgres-home.ts";

export type Postgres = { adminUrl: string; adopted: boolean; stop(): Promise<void> };

/**
 * Brings PostgreSQL 17 up on 127.0.0.1:`port` with its data under `folder`, making the cluster the first time.
 * A server that a killed run left on the same data is adopted, or started anew when its port or settings changed.
 */
export async function startPostgres(options: {
	folder: string;
	port: number;
	password: string;
	fresh?: boolean;
}): Promise<Postgres> {
	const home = settlePostgres(options.folder);
	const adminUrl = `postgres://postgres:${options.password}@127.0.0.1:${options.port}/postgres`;
	const stop = () => halt(home);

	if (options.fresh) {
		await stop();
		rmSync(home.data, { recursive: true, force: true });
	}
	if (!existsSync(home.data)) await makeCluster(home, options.password);

	const settings = settingsFor(options.port);
	const changed = writeSettings(home, settings);
	if (await isRunning(home)) {
		if (!changed && (await answers(adminUrl, home))) return { adminUrl, adopted: true, stop };
		await stop();
	}
	await launch(home);
	if (!(await answers(adminUrl, home))) {
		await stop();
		throw new CannotStart(
			`The database does not know the password kept beside it: remove ${options.folder} to begin anew.`,
		);
	}
	return { adminUrl, adopted: false, stop };
}

/** The port that a leftover server of ours holds, so that the check of ports can overlook it. */
export async function leftoverPort(folder: string): Promise<number | undefined> {
	const home = settlePostgres(folder);
	return (await isRunning(home)) ? Number(pidFile(home)[3]) : undefined;
}

const settingsFor = (port: number) => `# Written by the launcher at every start.
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
max_connections = 100
shared_buffers = 64MB
max_wal_size = 256MB
timezone = 'UTC'
log_timezone = 'UTC'
shared_preload_libraries = 'pg_stat_statements'
# A refusal by the database is an answer the app expects; what the server itself has to say is kept.
log_min_messages = log
`;

function writeSettings(home: Settled, settings: string): boolean {
	const file = join(home.data, "firstbell.conf");
	if (existsSync(file) && readFileSync(file, "utf8") === settings) return false;
	writeFileSync(file, settings);
	own(home, file);
	return true;
}

/** ICU sorts names as people do and as hosted Supabase does; passwords are asked of everyone, also on this machine. */
async function makeCluster(home: Settled, password: string): Promise<void> {
	// Made beside its place and moved there when whole, so that a run killed half-way leaves nothing to trip over.
	const making = `${home.data}.new`;
	const passwordFile = `${home.data}.password`;
	rmSync(making, { recursive: true, force: true });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	own(home, passwordFile);
	try {
		await run(home, "initdb", [
			"-D",
			making,
			"-U",
			"postgres",
			"--pwfile",
			passwordFile,
			"--auth=scram-sha-256",
			"--encoding=UTF8",
			"--locale=C",
			"--locale-provider=icu",
			"--icu-locale=en-US",
			"--no-instructions",
		]);
		appendFileSync(join(making, "postgresql.conf"), "\ninclude 'firstbell.conf'\n");
		renameSync(making, home.data);
	} finally {
		rmSync(passwordFile, { force: true });
	}
}

async function launch(home: Settled): Promise<void> {
	const log = join(home.data, "server.log");
	if (existsSync(log) && statSync(log).size > 5_000_000) rmSync(log);
	// After kill -9 the old backends need a moment to notice; until then the shared memory is theirs.
	for (let tries = 1; ; tries++) {
		try {
			await run(home, "pg_ctl", ["start", "-D", home.data, "-l", log, "-w", "-t", "60", "-s"]);
			return;
		} catch (error) {
			if (tries === 4) {
				const tail = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n") : "";
				throw new CannotStart(`The database would not start:\n${tail || (error as Error).message}`);
			}
			await new Promise((wake) => setTimeout(wake, 500 * tries));
		}
	}
}

/** Fast: sessions are cut, everything committed is on disk. At once, when that takes too long. */
async function halt(home: Settled): Promise<void> {
	if (!(await isRunning(home))) return;
	await run(home, "pg_ctl", ["stop", "-D", home.data, "-m", "fast", "-w", "-t", "15", "-s"]).catch(() =>
		run(home, "pg_ctl", ["stop", "-D", home.data, "-m", "immediate", "-w", "-t", "10", "-s"]),
	);
}

/** `pg_ctl status` trusts a process number, and numbers come round again: the process must be a postgres, too. */
async function isRunning(home: Settled): Promise<boolean> {
	const file = join(home.data, "postmaster.pid");
	if (!existsSync(file)) return false;
	const pid = Number(pidFile(home)[0]);
	const running = await run(home, "pg_ctl", ["status", "-D", home.data]).then(
		() => true,
		() => false,
	);
	if (running && commandOf(pid).includes("postgres")) return true;
	rmSync(file, { force: true });
	return false;
}

function commandOf(pid: number): string {
	try {
		return process.platform === "linux" ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : "postgres";
	} catch {
		return "";
	}
}

const pidFile = (home: Settled) => readFileSync(join(home.data, "postmaster.pid"), "utf8").split("\n");

async function answers(adminUrl: string, home: Settled): Promise<boolean> {
	const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
	try {
		await client.connect();
		const { rows } = await client.query<{ data: string }>("select current_setting('data_directory') as data");
		return rows[0]?.data === home.data;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => {});
	}
}

function own(home: Settled, path: string): void {
	if (home.user) chownSync(path, home.user.uid, home.user.gid);
	chmodSync(path, 0o600);
}

async function run(home: Settled, program: string, args: string[]): Promise<void> {
	const child = spawn(join(home.binaries, program), args, {
		cwd: dirname(home.data),
		env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
		stdio: ["ignore", "ignore", "pipe"],
		...home.user,
	});
	let said = "";
	child.stderr.on("data", (chunk) => (said += chunk));
	const code = await new Promise((done) =>
		child.once("error", (error) => done(String(error))).once("close", done),
	);
	if (code !== 0) throw new Error(`${program}: ${said.trim() || code}`);
}
