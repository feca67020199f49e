import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { IpAddresses, SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import type { Construct } from "constructs";
import { Crons } from "./crons.ts";
import { Data } from "./data.ts";
import { Edge } from "./edge.ts";
import { Keys } from "./keys.ts";
import { Service } from "./service.ts";
import type { Wishes } from "./wishes.ts";

/**
 * Firstbell on AWS: CloudFront, a load balancer that only it reaches, 2 to 20 tasks, Postgres with a standby and a replica,
 * a Redis, and crons. What is everybody's is answered by CloudFront; what is decided, by Postgres.
 */
export class FirstbellStack extends Stack {
	constructor(scope: Construct, id: string, props: StackProps & { wishes: Wishes }) {
		super(scope, id, props);
		const { wishes } = props;
		const vpc = new Vpc(this, "Network", {
			ipAddresses: IpAddresses.cidr("10.77.0.0/16"),
			maxAzs: 2,
			natGateways: 1,
			subnetConfiguration: [
				{ name: "ways-out", subnetType: SubnetType.PUBLIC },
				{ name: "tasks", subnetType: SubnetType.PRIVATE_WITH_EGRESS },
				{ name: "data", subnetType: SubnetType.PRIVATE_ISOLATED },
			],
		});
		const keys = new Keys(this, "Keys", wishes);
		const data = new Data(this, "Data", { vpc, keys });
		const service = new Service(this, "Service", { vpc, keys, data, wishes });
		const edge = new Edge(this, "Edge", { loadBalancer: service.loadBalancer, wishes });
		new Crons(this, "Crons", { keys, appUrl: `https://${wishes.domain}` });

		new CfnOutput(this, "LeadYourDomainTo", { value: edge.distribution.distributionDomainName });
		new CfnOutput(this, "MigrateByTask", { value: service.migrations.taskDefinitionArn });
	}
}
