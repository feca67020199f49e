import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { headersOf, nginx } from "./nginx.ts";
import type { Part } from "./part.ts";

export type Edge = Part & {
	/** What is put into `static/` here is served at /static/. */
	folder: string;
	/** One line a visitor's request: seconds, status, what the cache did, bytes with their head, seconds it took, method, address. */
	visitsLog: string;
};

/** What a CDN does, in nginx: it keeps copies of what is everybody's. Its cache begins empty. */
export function edge(options: { folder: string; port: number; originPort: number }): Edge {
	const { folder, port, originPort } = options;
	const running = nginx({ name: "edge", folder, port, http: (home) => settings(home, port, originPort) });
	mkdirSync(join(running.home, "static"));
	return { ...running, folder: running.home, visitsLog: join(running.home, "visits.log") };
}

const settings = (home: string, port: number, originPort: number) => `
	# At the edge alone: one copy serves those who take it so and those who do not.
	gzip_comp_level 4;
	gzip_min_length 512;
	gzip_proxied any;
	gzip_vary on;
	gzip_types application/json application/javascript text/css text/plain text/x-component text/javascript image/svg+xml;

	proxy_cache_path ${home}/cache levels=1:2 keys_zone=edge:16m max_size=512m inactive=1h use_temp_path=off;

	upstream origin {
		server 127.0.0.1:${originPort} max_fails=0;
		keepalive 64;
	}
	# A balancer that goes on by other settings hangs up on connections that are idle, and what was sent on one just then
	# may be heard or not: only what may be asked twice goes by those that are kept.
	upstream origin_once { server 127.0.0.1:${originPort} max_fails=0; }

	server {
		listen 127.0.0.1:${port} backlog=4096 reuseport;
		access_log ${home}/visits.log visit buffer=64k flush=1s;
		gzip on;
		${headersOf("$remote_addr")}

		# One visitor's own, and what changes something.
		location / { proxy_pass http://origin_once; }

		# Everybody's.
		location ~ ^/($|t/|team/|opening/[0-9a-f-]+$|api/(team-)?slots/|api/types/[^/]+/|api/openings/[0-9a-f-]+/(status|record)|_next/static/) {
			proxy_pass http://origin;
			proxy_hide_header CDN-Cache-Control;
			proxy_cache edge;
			proxy_cache_key $request_uri;
			# Who comes while the first copy is on its way looks for it each half second, which is in the code of nginx and
			# makes the first moment after a bell worse than a CDN does. A shorter timeout would let all of them through.
			proxy_cache_lock on;
			proxy_cache_lock_age 10s;
			proxy_cache_revalidate on;
			proxy_cache_background_update on;
			proxy_cache_use_stale updating error timeout http_500 http_502 http_503 http_504;
		}

		location /static/ { root ${home}; types { application/json json; } }
	}
`;
