import { setTimeout as pause } from "node:timers/promises";
import { CannotStart } from "../cannot-start.ts";

/** What asks AWS: each throws where it did not work. */
export type Tools = {
	/** Deploys a stack, and gives what it puts out. */
	cdk(stack: string, words: string[]): Record<string, string>;
	/** Gives what the command line answers, as JSON. */
	aws(words: string[]): unknown;
	log(line: string): void;
};

/**
 * Migrations first, with the old tasks running, and then the app: docs/upgrading.md. Refuses (CannotStart), and leaves the
 * app as it is, where they did not end well.
 */
export async function deployInOrder(
	words: string[],
	{ cdk, aws, log }: Tools,
	everyMs = 5_000,
): Promise<void> {
	const { RunTask = "", OnCluster = "", InSubnets = "", WithDoor = "" } = cdk("FirstbellMigrations", words);
	const there = ["--region", RunTask.split(":")[3] ?? "", "--cluster", OnCluster, ...profileIn(words)];
	const started = aws([
		...["ecs", "run-task", ...there, "--launch-type", "FARGATE", "--task-definition", RunTask],
		...[
			"--network-configuration",
			`awsvpcConfiguration={subnets=[${InSubnets}],securityGroups=[${WithDoor}]}`,
		],
	]) as { tasks?: { taskArn: string }[]; failures?: { reason: string }[] };
	const [task] = started.tasks ?? [];
	if (!task)
		throw new CannotStart(
			`The migrations did not start (${started.failures?.[0]?.reason}): the app stays as it is.`,
		);
	log("Migrating …");
	for (;;) {
		const { tasks } = aws(["ecs", "describe-tasks", ...there, "--tasks", task.taskArn]) as {
			tasks: { lastStatus: string; stoppedReason?: string; containers: { exitCode?: number }[] }[];
		};
		const [{ lastStatus, stoppedReason, containers } = {}] = tasks as Partial<(typeof tasks)[number]>[];
		if (lastStatus === "STOPPED" && containers?.[0]?.exitCode !== 0)
			throw new CannotStart(
				`The migrations failed (${containers?.[0]?.exitCode ?? stoppedReason}), and the log of the task says why: the app stays as it is.`,
			);
		if (lastStatus === "STOPPED") break;
		await pause(everyMs);
	}
	log("Migrated.");
	cdk("Firstbell", words);
}

/** Who is signed in, where CDK is told so: the other command line has to be the same one. */
function profileIn(words: string[]): string[] {
	const at = words.findIndex((word) => /^--profile(=|$)/.test(word));
	if (at < 0) return [];
	return words.slice(at, words[at]?.includes("=") ? at + 1 : at + 2);
}
