import { expect, test } from "vitest";
import { deployInOrder } from "../../stack/deploy/in-order.ts";

const outputs = {
	RunTask: "arn:aws:ecs:eu-central-1:111122223333:task-definition/Migrations:3",
	OnCluster: "ground",
	InSubnets: "subnet-1,subnet-2",
	WithDoor: "sg-1",
};
const started = { tasks: [{ taskArn: "arn:task" }], failures: [] };
const state = (lastStatus: string, exitCode?: number) => ({
	tasks: [{ lastStatus, stoppedReason: "CannotPullContainerError", containers: [{ exitCode }] }],
});

/** What was asked for, in order, where AWS gives these answers. */
async function asked(answers: unknown[], words: string[] = []): Promise<{ did: string[]; refused?: string }> {
	const did: string[] = [];
	const tools = {
		cdk: (stack: string, more: string[]) => {
			did.push([`cdk ${stack}`, ...more].join(" "));
			return outputs;
		},
		aws: (more: string[]) => {
			did.push(`aws ${more.join(" ")}`);
			return answers.shift();
		},
		log: () => {},
	};
	const refused = await deployInOrder(words, tools, 1).then(
		() => undefined,
		(error: Error) => error.message,
	);
	return { did, refused };
}

test("migrations are deployed, run to their end, and then the app is deployed", async () => {
	const { did, refused } = await asked(
		[started, state("PENDING"), state("RUNNING"), state("STOPPED", 0)],
		[...["--context", "domain=x", "--profile", "school"]],
	);
	expect(refused).toBeUndefined();
	const at = "--region eu-central-1 --cluster ground --profile school";
	expect(did[0]).toBe("cdk FirstbellMigrations --context domain=x --profile school");
	expect(did[1]).toBe(
		`aws ecs run-task ${at} --launch-type FARGATE --task-definition ${outputs.RunTask} --network-configuration awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1]}`,
	);
	expect(did.slice(2, 5)).toEqual(Array(3).fill(`aws ecs describe-tasks ${at} --tasks arn:task`));
	expect(did.slice(5)).toEqual(["cdk Firstbell --context domain=x --profile school"]);
});

test.each([
	["fail", [started, state("STOPPED", 1)], "The migrations failed (1)"],
	["never run", [started, state("STOPPED")], "The migrations failed (CannotPullContainerError)"],
	["do not start", [{ tasks: [], failures: [{ reason: "RESOURCE:CPU" }] }], "did not start (RESOURCE:CPU)"],
])("where they %s, the app stays as it is", async (_how, answers, says) => {
	const { did, refused } = await asked(answers);
	expect(refused).toContain(says);
	expect(did.filter((each) => each.startsWith("cdk"))).toEqual(["cdk FirstbellMigrations"]);
});
