/** A whole nginx.conf. What nginx writes is in `home`; `http` is what stands in its http block. */
export const nginxText = (options: {
	home: string;
	http: string;
	asRoot?: boolean;
	/** One, if nothing else is said. */
	workers?: number | "auto";
	errors?: string;
}) => `
daemon off;
${options.asRoot ? "user root;" : ""}
worker_processes ${options.workers ?? 1};
worker_rlimit_nofile 20000;
pid ${options.home}/nginx.pid;
error_log ${options.errors ?? `${options.home}/errors.log`} warn;
events { worker_connections 9000; }

http {
	access_log off;
	log_format visit '$msec $status $upstream_cache_status $bytes_sent $request_time $request_method $request_uri $upstream_addr';
	${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${options.home}/temp-${kind};`).join("\n\t")}
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
	${options.http.trim()}
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
