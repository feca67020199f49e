import { isBuilt } from "../build.ts";
import { buildAlone } from "./build-alone.ts";

/** Two folders in turn: what is built anew must not be what processes serve meanwhile. */
const folders = [".next-serve-a", ".next-serve-b"];

/** The environment with the folder of a build that is as the sources are now, made where there is none. */
export async function release(options: {
	env: Record<string, string>;
	/** The folder that is being served. */
	serving?: string;
	log: (line: string) => void;
	signal?: AbortSignal;
}): Promise<Record<string, string> & { NEXT_DIST_DIR: string }> {
	const { env, serving, log, signal } = options;
	const own = env.NEXT_DIST_DIR ? [env.NEXT_DIST_DIR] : folders;
	const into = (distDir: string) => ({ ...env, NEXT_DIST_DIR: distDir });
	const ready = own.find((distDir) => isBuilt({ env: into(distDir), distDir, isEmpty: true }));
	if (ready) return into(ready);
	const distDir = own.find((each) => each !== serving) ?? serving ?? "";
	await buildAlone({ env: into(distDir), distDir, log, signal });
	return into(distDir);
}
