import type { App, Environment } from "aws-cdk-lib";
import { FirstbellStack } from "./firstbell-stack.ts";
import { GroundStack } from "./ground-stack.ts";
import { MigrationsStack } from "./migrations-stack.ts";
import type { Wishes } from "./wishes.ts";

/**
 * What all stands on; the migrations; and the app. Three, since a database is made ready for a version before that version
 * is there: docs/upgrading.md. Neither of the latter two knows the other, so each can be deployed without it.
 */
export function stacksOf(app: App, wishes: Wishes, env?: Environment) {
	const ground = new GroundStack(app, "FirstbellGround", { env, wishes });
	return {
		ground,
		migrations: new MigrationsStack(app, "FirstbellMigrations", { env, wishes, ground }),
		firstbell: new FirstbellStack(app, "Firstbell", { env, wishes, ground }),
	};
}
