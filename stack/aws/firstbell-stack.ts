import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { Crons } from "./crons.ts";
import { Edge } from "./edge.ts";
import type { GroundStack } from "./ground-stack.ts";
import { Service } from "./service.ts";
import type { Wishes } from "./wishes.ts";

/**
 * Firstbell on AWS: CloudFront, a load balancer that only it reaches, 2 to 20 tasks, and crons. What is everybody's is
 * answered by CloudFront; what is decided, by Postgres.
 */
export class FirstbellStack extends Stack {
	constructor(scope: Construct, id: string, props: StackProps & { ground: GroundStack; wishes: Wishes }) {
		super(scope, id, props);
		const { wishes, ground } = props;
		const service = new Service(this, "Service", { ground, wishes });
		const edge = new Edge(this, "Edge", { loadBalancer: service.loadBalancer, wishes });
		new Crons(this, "Crons", { keys: ground.keys, appUrl: `https://${wishes.domain}` });

		new CfnOutput(this, "AskTheDoctor", { value: service.askDoctor });
		new CfnOutput(this, "ReadTheDoctor", { value: service.readDoctor });
		new CfnOutput(this, "StopTasks", { value: service.stopTasks });
		new CfnOutput(this, "StartTasks", { value: service.startTasks });
		new CfnOutput(this, "LeadYourDomainTo", { value: edge.distribution.distributionDomainName });
	}
}
