import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	resolve: {
		alias: {
			"@": here("."),
			// Next's guard against bundling server code for browsers; Node has no such border.
			"server-only": here("tests/support/empty.ts"),
		},
	},
	test: {
		// Words on the command line are ORed, so which part they narrow is said apart from them.
		include: [`tests/${process.env.TEST_PART ?? "{sql,races,api,edge,rehearsal,deploy}"}/**/*.test.ts`],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// Two cores: the files share one Postgres, and races want it to themselves.
		maxWorkers: 2,
	},
});
