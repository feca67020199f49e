/**
 * What a CDN does, in nginx. Two hops: the outer one keeps copies, the inner one stands before the instances and puts
 * the app's word for the edge (CDN-Cache-Control) into nginx's own.
 *
 * nginx reads s-maxage and stale-while-revalidate of Cache-Control by itself, but counts in whole seconds and only
 * renews what is older: one second there lasts up to two. So a life of one second is told as "up to the end of this
 * second", which with a request every moment is one second.
 */
export function edgeConfig(options: {
	home: string;
	port: number;
	originPort: number;
	instances: number[];
}): string {
	const { home, port, originPort, instances } = options;
	// All of them at each place: nginx forgets those from outside where it finds one. What visitors claim of where they
	// are is not passed on.
	const headers = (visitor: string) =>
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
	return `
daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
worker_rlimit_nofile 20000;
pid ${home}/nginx.pid;
error_log ${home}/errors.log warn;
events { worker_connections 9000; }

http {
	access_log off;
	log_format visit '$msec $status $upstream_cache_status $body_bytes_sent $request_time $request_method $request_uri';
	${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${home}/temp-${kind};`).join("\n\t")}
	keepalive_timeout 75s;
	keepalive_requests 1000000;
	server_tokens off;
	tcp_nodelay on;
	client_max_body_size 12m;

	# At the edge alone: one copy serves those who take it so and those who do not.
	gzip_comp_level 4;
	gzip_min_length 512;
	gzip_proxied any;
	gzip_vary on;
	gzip_types application/json application/javascript text/css text/plain text/x-component text/javascript image/svg+xml;

	proxy_cache_path ${home}/cache levels=1:2 keys_zone=edge:16m max_size=512m inactive=1h use_temp_path=off;
	map $msec $second { "~^(?<whole>[0-9]+)" $whole; }
	map "$upstream_http_cdn_cache_control $upstream_http_cache_control" $kept_for {
		default "";
		"~(^max-age=1,|s-maxage=1,)" "@$second";
	}

	upstream instances {
		${instances.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join("\n\t\t")}
		keepalive 64;
	}
	upstream origin {
		server 127.0.0.1:${originPort} max_fails=0;
		keepalive 64;
	}

	proxy_http_version 1.1;
	proxy_connect_timeout 5s;
	proxy_read_timeout 20s;
	proxy_next_upstream error timeout http_502 http_504;
	proxy_buffers 16 16k;
	proxy_buffer_size 16k;

	server {
		listen 127.0.0.1:${originPort} backlog=4096;
		access_log ${home}/origin.log visit;
		location / {
			proxy_pass http://instances;
			${headers("$http_x_real_ip")}
			add_header X-Accel-Expires $kept_for;
		}
	}

	server {
		listen 127.0.0.1:${port} backlog=4096 reuseport;
		access_log ${home}/visits.log visit buffer=64k flush=1s;
		gzip on;
		${headers("$remote_addr")}

		# One visitor's own, and what changes something.
		location / { proxy_pass http://origin; }

		# Everybody's.
		location ~ ^/($|t/|opening/[0-9a-f-]+$|api/slots/|api/openings/[0-9a-f-]+/(status|record)|_next/static/) {
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
}
`;
}
