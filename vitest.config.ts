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
		include: [
			`tests/${process.env.TEST_PART ?? "{sql,races,storms,api,services,edge,rehearsal,deploy}"}/**/*.test.ts`,
		],
		// How long a thing takes is measured elsewhere: here a slow machine has its time.
		testTimeout: 180_000,
		hookTimeout: 180_000,
		expect: { poll: { timeout: 20_000 } },
		// Two cores: the files share one Postgres, and races want it to themselves.
		maxWorkers: 2,
	},
});
