import type { ISecurityGroup, IVpc } from "aws-cdk-lib/aws-ec2";
import type { ContainerDefinition, FargateTaskDefinition, ICluster } from "aws-cdk-lib/aws-ecs";

export type Where = { cluster: ICluster; vpc: IVpc; door: ISecurityGroup };

/** What runs a task once on the command line; `words` go to its one container instead of its own. */
export function runTask(
	task: FargateTaskDefinition,
	{ cluster, vpc, door }: Where,
	words?: { container: ContainerDefinition; command: string[] },
): string {
	const subnets = vpc.privateSubnets.map(({ subnetId }) => subnetId).join(",");
	const instead = words && [{ name: words.container.containerName, command: words.command }];
	const overrides = instead ? ` --overrides '${JSON.stringify({ containerOverrides: instead })}'` : "";
	return `aws ecs run-task --launch-type FARGATE --cluster ${cluster.clusterName} --task-definition ${task.taskDefinitionArn} --network-configuration 'awsvpcConfiguration={subnets=[${subnets}],securityGroups=[${door.securityGroupId}]}'${overrides}`;
}

/** What reads on the command line what a container says. */
export const readLog = (container: ContainerDefinition): string =>
	`aws logs tail ${container.logDriverConfig?.options?.["awslogs-group"]} --follow`;
