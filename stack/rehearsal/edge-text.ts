import { everybodysPattern } from "./everybodys.ts";
import { languageMaps, saidLanguage } from "./languages.ts";
import { headersOf } from "./nginx-text.ts";

/** What an edge is in nginx's http block: it keeps in `home` what is everybody's, and asks `origin` (host:port) for the rest. */
export const edgeText = (options: {
	home: string;
	/** What it listens to, each as nginx has it after `listen`. */
	listen: string[];
	origin: string;
	/** What else stands in its server block. */
	more: string;
}) => `
	# At the edge alone: one copy serves those who take it so and those who do not.
	gzip_comp_level 4;
	gzip_min_length 512;
	gzip_proxied any;
	gzip_vary on;
	gzip_types application/json application/javascript text/css text/plain text/x-component text/javascript image/svg+xml;

	proxy_cache_path ${options.home}/cache levels=1:2 keys_zone=edge:16m max_size=512m inactive=1h use_temp_path=off;

	# One address says what it says in each visitor's language: a copy is kept for each.
	${languageMaps.trim()}

	upstream origin {
		server ${options.origin} max_fails=0;
		keepalive 64;
	}
	# A balancer that goes on by other settings hangs up on connections that are idle, and what was sent on one just then
	# may be heard or not: only what may be asked twice goes by those that are kept.
	upstream origin_once { server ${options.origin} max_fails=0; }

	server {
		${options.listen.map((each) => `listen ${each};`).join("\n\t\t")}
		${options.more}
		gzip on;
		${headersOf("$remote_addr")}

		# One visitor's own, and what changes something.
		location / { proxy_pass http://origin_once; }

		# Everybody's.
		location ~ ${everybodysPattern} {
			proxy_pass http://origin;
			${headersOf("$remote_addr")}
			${saidLanguage}
			proxy_hide_header CDN-Cache-Control;
			proxy_cache edge;
			proxy_cache_key $read_in$request_uri;
			# Who comes while the first copy is on its way looks for it each half second, which is in the code of nginx and
			# makes the first moment after a bell worse than a CDN does. A shorter timeout would let all of them through.
			proxy_cache_lock on;
			proxy_cache_lock_age 10s;
			proxy_cache_revalidate on;
			proxy_cache_background_update on;
			proxy_cache_use_stale updating error timeout http_500 http_502 http_503 http_504;
		}
	}
`;
