import { Duration } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { Peer, Port, SecurityGroup, SubnetType } from "aws-cdk-lib/aws-ec2";
import { FargateService, FargateTaskDefinition } from "aws-cdk-lib/aws-ecs";
import {
	ApplicationLoadBalancer,
	ApplicationProtocol,
	SslPolicy,
} from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { Construct } from "constructs";
import { addApp, addDoctor } from "./containers.ts";
import type { GroundStack } from "./ground-stack.ts";
import { readLog, runTask } from "./run-task.ts";
import type { Wishes } from "./wishes.ts";

/** Tasks behind a load balancer that has no public address: 2, so that one may go, to 20. */
export class Service extends Construct {
	readonly loadBalancer: ApplicationLoadBalancer;
	/** What asks the doctor on the command line, and what reads its answer. */
	readonly askDoctor: string;
	readonly readDoctor: string;
	/** What ends all tasks on the command line, and keeps them from coming back; and what begins them again. */
	readonly stopTasks: string;
	readonly startTasks: string;

	constructor(scope: Construct, id: string, { ground, wishes }: { ground: GroundStack; wishes: Wishes }) {
		super(scope, id);
		const { vpc, cluster, keys, data } = ground;
		const vpcSubnets = { subnetType: SubnetType.PRIVATE_WITH_EGRESS };
		const door = new SecurityGroup(this, "TasksDoor", { vpc });
		data.admit(door);

		const task = new FargateTaskDefinition(this, "App", { cpu: 1024, memoryLimitMiB: 2048 });
		const app = addApp(task, { keys, data, wishes });
		const doctorTask = new FargateTaskDefinition(this, "Doctor", { cpu: 512, memoryLimitMiB: 1024 });
		const doctor = addDoctor(doctorTask, { keys, data, wishes });
		this.askDoctor = runTask(doctorTask, { cluster, vpc, door });
		this.readDoctor = readLog(doctor);

		const [fewest, most] = [2, 20];
		const service = new FargateService(this, "Tasks", {
			...{ cluster, vpcSubnets, taskDefinition: task, securityGroups: [door] },
			desiredCount: fewest,
			minHealthyPercent: 100,
			maxHealthyPercent: 200,
			circuitBreaker: { rollback: true },
			healthCheckGracePeriod: Duration.seconds(60),
		});
		const beSoMany = (min: number, max: number) =>
			`aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/${cluster.clusterName}/${service.serviceName} --min-capacity ${min} --max-capacity ${max} && aws ecs update-service --cluster ${cluster.clusterName} --service ${service.serviceName} --desired-count ${min}`;
		this.stopTasks = beSoMany(0, 0);
		this.startTasks = beSoMany(fewest, most);
		service.autoScaleTaskCount({ minCapacity: fewest, maxCapacity: most }).scaleOnCpuUtilization("Busy", {
			targetUtilizationPercent: 70,
			scaleOutCooldown: Duration.seconds(30),
			scaleInCooldown: Duration.minutes(10),
		});

		this.loadBalancer = new ApplicationLoadBalancer(this, "Balancer", {
			...{ vpc, vpcSubnets, internetFacing: false },
			dropInvalidHeaderFields: true,
			// Less than a task keeps its own, which would else hang up on one that is just used again.
			idleTimeout: Duration.seconds(60),
		});
		// CloudFront's way in has its addresses in the network itself.
		this.loadBalancer.connections.allowFrom(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(443));
		const listener = this.loadBalancer.addListener("Tls", {
			port: 443,
			protocol: ApplicationProtocol.HTTPS,
			sslPolicy: SslPolicy.TLS13_RES,
			certificates: [Certificate.fromCertificateArn(this, "Certificate", wishes.certificateArn)],
			open: false,
		});
		listener.addTargets("App", {
			port: 3000,
			protocol: ApplicationProtocol.HTTP,
			targets: [service.loadBalancerTarget({ containerName: app.containerName, containerPort: 3000 })],
			// Before a task is told to end, it is asked nothing more for so long.
			deregistrationDelay: Duration.seconds(30),
			healthCheck: {
				path: "/api/ready",
				// One that is ahead of its database says 503, and no visitor is led to it.
				healthyHttpCodes: "200",
				interval: Duration.seconds(15),
				timeout: Duration.seconds(4),
				healthyThresholdCount: 2,
				// A database that fails over is away for a minute or two: no reason to end tasks that show pages meanwhile.
				unhealthyThresholdCount: 10,
			},
		});
	}
}
