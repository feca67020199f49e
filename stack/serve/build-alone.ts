import { build } from "../build.ts";
import { openDataFolder } from "../embedded/data-folder.ts";
import { isFree, portsFrom } from "../embedded/ports.ts";
import { up } from "../embedded/up.ts";

/**
 * Builds for `env` beside a database of its own, which knows nobody and is gone afterwards: pages that are made ahead need one to
 * ask, and what was edited since would be in none of them. No secret, and nothing of yours, is in what is built.
 */
export async function buildAlone(options: {
	env: Record<string, string>;
	distDir: string;
	log: (line: string) => void;
	signal?: AbortSignal;
}): Promise<void> {
	const { env, distDir, log, signal } = options;
	log("Building the pages, which takes a minute or two …");
	openDataFolder("build");
	const stack = await up({ name: "build", port: await freeNeighbours(), fresh: true, log: () => {} });
	try {
		const { APP_URL: _, ...rest } = stack.env;
		const against = { ...rest, MAILBOX_URL: "", DATABASE_READ_URL: "", DATABASE_CA: "" };
		await build({ env, distDir, isEmpty: true, against, signal });
	} finally {
		await stack.stop();
	}
}

/** Six ports in a row, far from what people choose. */
async function freeNeighbours(): Promise<number> {
	for (let port = 23_400; port < 32_000; port += 10) {
		const free = await Promise.all(Object.values(portsFrom(port)).map(isFree));
		if (free.every(Boolean)) return port;
	}
	throw new Error("No six ports in a row are free.");
}
