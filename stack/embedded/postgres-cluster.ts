import {
	appendFileSync,
	chmodSync,
	chownSync,
	existsSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Settled } from "./postgres-home.ts";
import { run } from "./postgres-server.ts";

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

/** Writes them where the cluster includes them; tells whether that changed anything. */
export function writeSettings(home: Settled, port: number): boolean {
	const settings = settingsFor(port);
	const file = join(home.data, "firstbell.conf");
	if (existsSync(file) && readFileSync(file, "utf8") === settings) return false;
	writeFileSync(file, settings);
	own(home, file);
	return true;
}

/** ICU sorts names as people do and as hosted Supabase does; passwords are asked of everyone, also on this machine. */
export async function makeCluster(home: Settled, password: string): Promise<void> {
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

function own(home: Settled, path: string): void {
	if (home.user) chownSync(path, home.user.uid, home.user.gid);
	chmodSync(path, 0o600);
}
