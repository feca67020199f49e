import { headersOf } from "./nginx-text.ts";

/**
 * nginx before the instances, as a load balancer behind a CDN. It puts the app's word for the edge (CDN-Cache-Control)
 * into nginx's own.
 *
 * nginx reads s-maxage and stale-while-revalidate of Cache-Control by itself, but counts in whole seconds and only
 * renews what is older: one second there lasts up to two. So a life of one second is told as "up to the end of this
 * second", which with a request every moment is one second.
 */
export const balancerText = (options: {
	listen: string;
	/** Each as host:port. */
	instances: string[];
	/** What else stands in its server block. */
	more: string;
}) => `
	map $msec $second { "~^(?<whole>[0-9]+)" $whole; }
	map "$upstream_http_cdn_cache_control $upstream_http_cache_control" $kept_for {
		default "";
		"~(^max-age=1,|s-maxage=1,)" "@$second";
	}

	upstream instances {
		${options.instances.map((each) => `server ${each} max_fails=0;`).join("\n\t\t")}
		keepalive 64;
	}

	server {
		listen ${options.listen};
		${options.more}
		location / {
			proxy_pass http://instances;
			${headersOf("$http_x_real_ip")}
			add_header X-Accel-Expires $kept_for;
		}
	}
`;
