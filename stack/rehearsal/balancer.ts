import { join } from "node:path";
import { balancerText } from "./balancer-text.ts";
import { type Nginx, nginx } from "./nginx.ts";
import type { Part } from "./part.ts";

export type Balancer = Part & {
	/** One line a request that reached an instance, in the edge's words, and with its address at the end. */
	log: string;
	/** From now on requests go to these instances alone; those that are on their way to others are answered first. */
	lead(instances: number[]): Promise<void>;
};

/** nginx before the instances, as a load balancer behind a CDN: see balancerText. */
export function balancer(options: { folder: string; port: number; instances: number[] }): Balancer {
	const { folder, port } = options;
	const http = (home: string, instances: number[]) =>
		balancerText({
			listen: `127.0.0.1:${port} backlog=4096`,
			instances: instances.map((each) => `127.0.0.1:${each}`),
			more: `access_log ${home}/origin.log visit;`,
		});
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
