import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import { IpAddresses, SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import { Cluster, ContainerInsights } from "aws-cdk-lib/aws-ecs";
import type { Construct } from "constructs";
import { Data } from "./data.ts";
import { Keys } from "./keys.ts";
import type { Wishes } from "./wishes.ts";

/** The network, the secrets, Postgres with a standby and a replica, a Redis, and where tasks run. */
export class GroundStack extends Stack {
	readonly vpc: Vpc;
	readonly keys: Keys;
	readonly data: Data;
	readonly cluster: Cluster;

	constructor(scope: Construct, id: string, props: StackProps & { wishes: Wishes }) {
		super(scope, id, props);
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
		this.vpc = vpc;
		this.keys = new Keys(this, "Keys", props.wishes);
		this.data = new Data(this, "Data", { vpc, keys: this.keys });
		this.cluster = new Cluster(this, "Cluster", { vpc, containerInsightsV2: ContainerInsights.ENABLED });

		// Which to restore, and what to call what comes of it: docs/backups.md.
		new CfnOutput(this, "PrimaryDatabase", { value: this.data.primary.instanceIdentifier });
		new CfnOutput(this, "ReplicaDatabase", { value: this.data.replica.instanceIdentifier });
	}
}
