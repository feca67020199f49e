import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { installAwsPackages } from "./aws-packages.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { deployInOrder } from "./deploy/in-order.ts";
import { projectRoot } from "./embedded/data-folder.ts";

/**
 * `npm run deploy-aws -- --context domain=… …`: deploys the migrations of this version, runs them, and then the app. What
 * follows goes to `cdk deploy` as it is. Needs the AWS command line, signed in, and Docker.
 */
const cwd = join(projectRoot, "stack", "aws");
// cdk.json has `node` run the stack, which is TypeScript: on this very Node, whatever the machine's own is.
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
const shell = process.platform === "win32";
let code = 0;
try {
	installAwsPackages();
	await deployInOrder(process.argv.slice(2), { cdk, aws, log: (line) => console.log(line) });
} catch (error) {
	explain(error);
	code = 1;
}
process.exit(code);

function cdk(stack: string, words: string[]): Record<string, string> {
	const folder = mkdtempSync(join(tmpdir(), "firstbell-aws-"));
	const outputs = join(folder, "outputs.json");
	try {
		const args = ["--yes", "aws-cdk@2.1148.1", "deploy", stack, ...words, "--outputs-file", outputs];
		const { status } = spawnSync("npx", args, { cwd, env, shell, stdio: "inherit" });
		if (status !== 0) throw new CannotStart(`${stack} was not deployed; what CDK said is above.`);
		return JSON.parse(readFileSync(outputs, "utf8"))[stack] ?? {};
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function aws(words: string[]): unknown {
	const { status, stdout, stderr, error } = spawnSync("aws", [...words, "--output", "json"], {
		...{ cwd, env, shell, encoding: "utf8" },
	});
	if (status !== 0)
		throw new CannotStart(`aws ${words.slice(0, 2).join(" ")} failed: ${(error?.message ?? stderr).trim()}`);
	return JSON.parse(stdout);
}
