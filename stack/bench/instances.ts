import { build } from "../build.ts";
import { balancer } from "../rehearsal/balancer.ts";
import { edge } from "../rehearsal/edge.ts";
import { instance } from "../rehearsal/instance.ts";
import type { Part } from "../rehearsal/part.ts";
import { pooler } from "../rehearsal/pooler.ts";
import { rehearsalPorts } from "../rehearsal/ports.ts";
import type { Stage } from "./line.ts";

const distDir = ".next-bench";

export type Served = {
	instancePorts: number[];
	originLog: string;
	env: Record<string, string>;
	edgeFolder: string;
};

/** So many instances of the production build behind an edge on the stage's port, and, if wanted, before a pooler. `envOf` says what one has beside the rest. */
export async function withInstances<T>(
	stage: Stage,
	options: { count: number; pooled?: boolean; envOf?: (instance: number) => Record<string, string> },
	seed: () => Promise<unknown>,
	work: (served: Served) => Promise<T>,
): Promise<T> {
	const { port, stack, asked, say } = stage;
	const { folder } = stack;
	const ports = rehearsalPorts(port);
	const env: Record<string, string> = {
		...stack.env,
		NEXT_DIST_DIR: distDir,
		FIRSTBELL_BENCH: "1",
		CLIENT_IP_HEADER: "x-real-ip",
	};
	const parts: Part[] = [];
	const add = async (part: Part) => {
		asked.throwIfAborted();
		parts.push(part);
		await part.start();
	};
	try {
		// Before there are teachers, whose pages would be built as well.
		await build({ env, distDir, isEmpty: true, log: say, signal: asked });
		await seed();
		if (options.pooled) {
			const url = new URL(env.DATABASE_URL ?? "");
			const primary = Number(url.port);
			await add(pooler({ folder, port: ports.pooler, databaseUrl: url.href, primary }));
			url.port = String(ports.pooler);
			env.DATABASE_URL = url.href;
		}
		const instancePorts = Array.from({ length: options.count }, (_, i) => ports.instance(i));
		for (const [i, at] of instancePorts.entries()) {
			const own = { ...env, ...options.envOf?.(i) };
			await add(instance({ folder, name: `instance-${i + 1}`, port: at, env: own }));
		}
		const inner = balancer({ folder, port: ports.origin, instances: instancePorts });
		await add(inner);
		const front = edge({ folder, port, originPort: ports.origin });
		await add(front);
		return await work({ instancePorts, originLog: inner.log, env, edgeFolder: front.folder });
	} finally {
		for (const part of parts.reverse()) await part.stop();
	}
}
