import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { SecurityGroup } from "aws-cdk-lib/aws-ec2";
import { FargateTaskDefinition } from "aws-cdk-lib/aws-ecs";
import type { Construct } from "constructs";
import type { GroundStack } from "./ground-stack.ts";
import { addAsked, addMigrations } from "./owner-containers.ts";
import { readLog, runTask } from "./run-task.ts";
import type { Wishes } from "./wishes.ts";

/**
 * A task that makes the database ready for this version, and what `aws ecs run-task` has to know of it; and one by which an operator
 * imports a school, names operators, and looks at what was restored.
 */
export class MigrationsStack extends Stack {
	constructor(scope: Construct, id: string, props: StackProps & { ground: GroundStack; wishes: Wishes }) {
		super(scope, id, props);
		const { vpc, cluster, keys, data } = props.ground;
		const door = new SecurityGroup(this, "Door", { vpc });
		data.admit(door);
		const task = new FargateTaskDefinition(this, "Task", { cpu: 512, memoryLimitMiB: 1024 });
		addMigrations(task, { keys, data, wishes: props.wishes });
		const askedTask = new FargateTaskDefinition(this, "Asked", { cpu: 512, memoryLimitMiB: 1024 });
		const container = addAsked(askedTask, { keys, data, wishes: props.wishes });

		new CfnOutput(this, "RunTask", { value: task.taskDefinitionArn });
		new CfnOutput(this, "OnCluster", { value: cluster.clusterName });
		new CfnOutput(this, "InSubnets", {
			value: vpc.privateSubnets.map(({ subnetId }) => subnetId).join(","),
		});
		new CfnOutput(this, "WithDoor", { value: door.securityGroupId });
		const where = { cluster, vpc, door };
		new CfnOutput(this, "MigrateAgain", { value: runTask(task, where) });
		const command = ["import", "https://…", "--staff", "office@school.example"];
		new CfnOutput(this, "Ask", {
			value: runTask(askedTask, where, { container, command }),
		});
		new CfnOutput(this, "ReadTheAnswer", { value: readLog(container) });
	}
}
