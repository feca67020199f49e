import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Daemon, daemon } from "./daemon.ts";
import { program } from "./programs.ts";

export type Nginx = Daemon & {
	/** With its settings, its logs and what it keeps. */
	home: string;
	/** Goes on by other settings, and drops nobody: resolves when all that were asked before are answered. */
	change(http: string): Promise<void>;
};

/** An nginx in `<folder>/<name>`, which begins empty. `http` is what stands in its http block, given its home. */
export function nginx(options: {
	name: string;
	folder: string;
	port: number;
	http: (home: string) => string;
}): Nginx {
	const home = join(options.folder, options.name);
	rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	const file = join(home, "nginx.conf");
	const write = (http: string) => writeFileSync(file, settings(home, http));
	write(options.http(home));
	const errors = join(home, "errors.log");
	const running = daemon({
		...{ name: options.name, folder: options.folder, port: options.port },
		command: program("nginx"),
		args: ["-c", file, "-p", home, "-e", errors],
	});
	return {
		...running,
		home,
		async change(http) {
			const master = running.pid();
			const before = childrenOf(master);
			write(http);
			process.kill(master, "SIGHUP");
			for (const deadline = Date.now() + patienceMs; ; ) {
				const now = childrenOf(master);
				if (now.length > 0 && !now.some((each) => before.includes(each))) return;
				if (Date.now() > deadline) throw new Error(`nginx does not go on by its new settings: see ${errors}`);
				await new Promise((wake) => setTimeout(wake, 20));
			}
		},
	};
}

/** Longer than it waits for an answer that is on its way. */
const patienceMs = 25_000;

/** Workers of a master, on Linux. */
function childrenOf(parent: number): number[] {
	return readdirSync("/proc")
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => parentOf(name) === parent)
		.map(Number);
}

function parentOf(pid: string): number | undefined {
	try {
		// A name may have spaces and brackets in it.
		const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
		return state === "Z" ? undefined : Number(parent);
	} catch {
		// It has ended meanwhile.
		return undefined;
	}
}

const settings = (home: string, http: string) => `
daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
worker_rlimit_nofile 20000;
pid ${home}/nginx.pid;
error_log ${home}/errors.log warn;
events { worker_connections 9000; }

http {
	access_log off;
	log_format visit '$msec $status $upstream_cache_status $bytes_sent $request_time $request_method $request_uri $upstream_addr';
	${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${home}/temp-${kind};`).join("\n\t")}
	keepalive_timeout 75s;
	keepalive_requests 1000000;
	server_tokens off;
	tcp_nodelay on;
	client_max_body_size 12m;

	proxy_http_version 1.1;
	proxy_connect_timeout 5s;
	proxy_read_timeout 20s;
	proxy_next_upstream error timeout http_502 http_504;
	proxy_buffers 16 16k;
	proxy_buffer_size 16k;
	${http.trim()}
}
`;

/**
 * What a request says of its visitor further on: all of it at each place, since nginx forgets those from outside where it
 * finds one. What visitors claim of where they are is not passed on.
 */
export const headersOf = (visitor: string) =>
	[
		`X-Real-IP ${visitor}`,
		`X-Forwarded-For ${visitor}`,
		'Forwarded ""',
		"Host $http_host",
		'Connection ""',
		'Accept-Encoding ""',
	]
		.map((header) => `proxy_set_header ${header};`)
		.join("\n\t\t\t");
