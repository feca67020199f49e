import { explain } from "./cannot-start.ts";
import { buildAlone } from "./serve/build-alone.ts";

// What the Containerfile builds with: the environment is that of its stage, and nothing else.
try {
	await buildAlone({
		env: {},
		distDir: process.env.NEXT_DIST_DIR || ".next",
		log: (line) => console.log(line),
	});
	process.exit(0);
} catch (error) {
	explain(error);
	process.exit(1);
}
