import { readFileSync } from "node:fs";

/** Variables that docs/deploying.md says are for no deployment. */
export const neverDeployed = (): string[] =>
	[...readFileSync("docs/deploying.md", "utf8").matchAll(/^\| `([A-Z_]+)` \| no \| never here: /gm)].map(
		([, name = ""]) => name,
	);
