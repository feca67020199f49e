import { type ContainerDefinition, type FargateTaskDefinition, Secret as Given } from "aws-cdk-lib/aws-ecs";
import { type Around, appUrlOf, careful, databaseUrl, image, redisUrl, run } from "./containers.ts";

/** Run before the app of a version that has new ones: stack/deploy-aws.ts does. */
export function addMigrations(task: FargateTaskDefinition, around: Around): void {
	const { environment, secrets, exported } = asOwner(around);
	task.addContainer("migrations", {
		...careful("migrations"),
		image: image("tools", appUrlOf(around)),
		command: run(exported, "node stack/migrate.ts"),
		environment,
		secrets: { ...secrets, SERVER_PASSWORD: Given.fromSecretsManager(around.keys.serverPassword) },
	});
}

/**
 * What an operator asks of the database and of Redis, to which nothing else leads: one of `import`, `operators`, `after-restore`
 * and `empty-redis`, and its words. If nothing is said it looks, and changes nothing.
 */
export function addAsked(task: FargateTaskDefinition, around: Around): ContainerDefinition {
	const { keys, data } = around;
	const { environment, secrets, exported } = asOwner(around);
	return task.addContainer("asked", {
		...careful("asked"),
		image: image("tools", appUrlOf(around)),
		// A task that is run may bring another command along, and this stays.
		entryPoint: run([...exported, `REDIS_URL="${redisUrl}"`], 'node "stack/$0.ts" "$@"'),
		command: ["after-restore"],
		// With the first, and the secret of crons, pages show at once what was imported.
		environment: { ...environment, APP_URL: appUrlOf(around), REDIS_HOST: data.redisHost },
		secrets: {
			...secrets,
			CRON_SECRET: Given.fromSecretsManager(keys.cronSecret),
			REDIS_PASSWORD: Given.fromSecretsManager(keys.redisPassword),
		},
	});
}

/** What it takes to ask the database as who owns it. */
function asOwner({ keys, data }: Around) {
	const admin = data.primary.secret;
	if (!admin) throw new Error("The database has no secret of its own.");
	return {
		exported: [`DATABASE_ADMIN_URL="${databaseUrl("postgres:$ADMIN_PASSWORD", "$DATABASE_HOST")}"`],
		environment: { DATABASE_HOST: data.primary.dbInstanceEndpointAddress },
		secrets: {
			DATABASE_CA: Given.fromSecretsManager(keys.databaseCa),
			ADMIN_PASSWORD: Given.fromSecretsManager(admin, "password"),
		},
	};
}
