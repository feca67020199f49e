import { fileURLToPath } from "node:url";
import { Duration } from "aws-cdk-lib";
import {
	type ContainerDefinition,
	type ContainerDefinitionOptions,
	ContainerDependencyCondition,
	ContainerImage,
	type FargateTaskDefinition,
	Secret as Given,
	LogDrivers,
} from "aws-cdk-lib/aws-ecs";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Data } from "./data.ts";
import type { Keys } from "./keys.ts";
import type { Wishes } from "./wishes.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

/** What `stack/compose` runs as well, made by the same Containerfile when this is deployed. */
export const image = (target: "app" | "tools", appUrl: string) =>
	ContainerImage.fromAsset(project, { file: "Containerfile", target, buildArgs: { APP_URL: appUrl } });

/** Nobody in particular, who can write to /tmp alone. */
export const careful = (name: string) =>
	({
		user: "1000:1000",
		readonlyRootFilesystem: true,
		logging: LogDrivers.awsLogs({ streamPrefix: name, logRetention: RetentionDays.ONE_MONTH }),
		// Farewell, what it was asked, and the mails that follow.
		stopTimeout: Duration.seconds(60),
	}) satisfies Partial<ContainerDefinitionOptions>;

export type Around = { keys: Keys; data: Data; wishes: Wishes };

export const databaseUrl = (who: string, host: string) =>
	`postgres://${who}@${host}:5432/firstbell?sslmode=verify-full`;
export const redisUrl = "rediss://:$REDIS_PASSWORD@$REDIS_HOST:6379";

/** A shell puts addresses together of parts that are secret, and is gone then: signals reach Node itself. */
export const run = (assignments: string[], command: string) => [
	"sh",
	"-c",
	`export ${assignments.join(" ")}; exec ${command}`,
];

export function addApp(task: FargateTaskDefinition, around: Around): ContainerDefinition {
	const app = task.addContainer("app", {
		...careful("app"),
		image: image("app", appUrlOf(around)),
		...toldAll(around, "node --import ./stack/container/leave-politely.ts server.js"),
		portMappings: [{ containerPort: 3000 }],
	});
	// Root's alone on Fargate, were it not a VOLUME of the image: then it is everybody's, as it is there.
	task.addVolume({ name: "tmp" });
	app.addMountPoints({ containerPath: "/tmp", sourceVolume: "tmp", readOnly: false });
	addBridge(task, around, app);
	return app;
}

/** Asked when somebody wants to know what the environment of the app lacks, from where the app stands. */
export function addDoctor(task: FargateTaskDefinition, around: Around): ContainerDefinition {
	const doctor = task.addContainer("doctor", {
		...careful("doctor"),
		image: image("tools", appUrlOf(around)),
		...toldAll(around, "node stack/doctor.ts"),
	});
	addBridge(task, around, doctor);
	return doctor;
}

export const appUrlOf = ({ wishes }: Around) => `https://${wishes.domain}`;

/** A command with the environment of the app. */
function toldAll(around: Around, command: string) {
	const { keys, data, wishes } = around;
	const server = "firstbell_server:$SERVER_PASSWORD";
	return {
		command: run(
			[
				`DATABASE_URL="${databaseUrl(server, "$DATABASE_HOST")}"`,
				`DATABASE_READ_URL="${databaseUrl(server, "$REPLICA_HOST")}"`,
				`REDIS_URL="${redisUrl}"`,
			],
			command,
		),
		environment: {
			APP_URL: appUrlOf(around),
			DATABASE_HOST: data.primary.dbInstanceEndpointAddress,
			REPLICA_HOST: data.replica.dbInstanceEndpointAddress,
			REDIS_HOST: data.redisHost,
			// Twenty tasks of four: what the smallest of these databases bears without a pooler.
			DATABASE_POOL: "4",
			SUPABASE_URL: wishes.supabaseUrl,
			SUPABASE_PUBLISHABLE_KEY: wishes.supabasePublishableKey,
			UPSTASH_REDIS_REST_URL: "http://127.0.0.1:8079",
			// CloudFront writes it, whatever a visitor claims.
			CLIENT_IP_HEADER: "x-visitor-address",
			MAIL_FROM: wishes.mailFrom,
			...wishes.more,
		},
		secrets: {
			LINK_SECRET: Given.fromSecretsManager(keys.linkSecret),
			CRON_SECRET: Given.fromSecretsManager(keys.cronSecret),
			SERVER_PASSWORD: Given.fromSecretsManager(keys.serverPassword),
			REDIS_PASSWORD: Given.fromSecretsManager(keys.redisPassword),
			UPSTASH_REDIS_REST_TOKEN: Given.fromSecretsManager(keys.bridgeToken),
			SMTP_URL: Given.fromSecretsManager(keys.smtpUrl),
			DATABASE_CA: Given.fromSecretsManager(keys.databaseCa),
			...Object.fromEntries(
				Object.entries(keys.more).map(([variable, secret]) => [variable, Given.fromSecretsManager(secret)]),
			),
		},
	};
}

/** Upstash's protocol before the Redis. It ends after whoever speaks it does. */
function addBridge(task: FargateTaskDefinition, around: Around, speaker: ContainerDefinition): void {
	const { keys, data } = around;
	const bridge = task.addContainer("bridge", {
		...careful("bridge"),
		image: image("tools", appUrlOf(around)),
		command: run([`REDIS_URL="${redisUrl}"`], "node stack/bridge.ts"),
		environment: { REDIS_HOST: data.redisHost },
		secrets: {
			REDIS_PASSWORD: Given.fromSecretsManager(keys.redisPassword),
			UPSTASH_REDIS_REST_TOKEN: Given.fromSecretsManager(keys.bridgeToken),
		},
	});
	speaker.addContainerDependencies({ container: bridge, condition: ContainerDependencyCondition.START });
}
