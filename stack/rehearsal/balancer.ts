import { join } from "node:path";
import { headersOf, type Nginx, nginx } from "./nginx.ts";
import type { Part } from "./part.ts";

export type Balancer = Part & {
	/** One line a request that reached an instance, in the edge's words, and with its address at the end. */
	log: string;
	/** From now on requests go to these instances alone; those that are on their way to others are answered first. */
	lead(instances: number[]): Promise<void>;
};

/**
 * nginx before the instances, as a load balancer behind a CDN. It puts the app's word for the edge (CDN-Cache-Control)
 * into nginx's own.
 *
 * nginx reads s-maxage and stale-while-revalidate of Cache-Control by itself, but counts in whole seconds and only
 * renews what is older: one second there lasts up to two. So a life of one second is told as "up to the end of this
 * second", which with a request every moment is one second.
 */
export function balancer(options: { folder: string; port: number; instances: number[] }): Balancer {
	const { folder, port } = options;
	const http = (home: string, instances: number[]) => settings(home, port, instances);
	const running: Nginx = nginx({
		...{ name: "balancer", folder, port },
		http: (home) => http(home, options.instances),
	});
	return {
		...running,
		log: join(running.home, "origin.log"),
		lead: (instances) => running.change(http(running.home, instances)),
	};
}

const settings = (home: string, port: number, instances: number[]) => `
	map $msec $second { "~^(?<whole>[0-9]+)" $whole; }
	map "$upstream_http_cdn_cache_control $upstream_http_cache_control" $kept_for {
		default "";
		"~(^max-age=1,|s-maxage=1,)" "@$second";
	}

	upstream instances {
		${instances.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join("\n\t\t")}
		keepalive 64;
	}

	server {
		listen 127.0.0.1:${port} backlog=4096;
		access_log ${home}/origin.log visit;
		location / {
			proxy_pass http://instances;
			${headersOf("$http_x_real_ip")}
			add_header X-Accel-Expires $kept_for;
		}
	}
`;
