import { RemovalPolicy } from "aws-cdk-lib";
import { type ISecret, Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Wishes } from "./wishes.ts";

/** What must be known to nobody: made up by the Secrets Manager, and given to tasks by it alone. */
export class Keys extends Construct {
	readonly linkSecret = this.made("LinkSecret");
	readonly cronSecret = this.made("CronSecret");
	/** Of the app's own role in the database. */
	readonly serverPassword = this.made("ServerPassword");
	readonly redisPassword = this.made("RedisPassword");
	/** Of the way to Redis within a task. */
	readonly bridgeToken = this.made("BridgeToken");
	readonly smtpUrl: ISecret;
	/** No secret, but too long for anything else. */
	readonly databaseCa: ISecret;
	/** By the variable of the app that each becomes. */
	readonly more: Record<string, ISecret>;

	constructor(scope: Construct, id: string, wishes: Wishes) {
		super(scope, id);
		// What was booked outlives the stack, and by this its links: all else may be made up anew.
		this.linkSecret.applyRemovalPolicy(RemovalPolicy.RETAIN);
		this.smtpUrl = Secret.fromSecretNameV2(this, "SmtpUrl", wishes.smtpSecretName);
		this.databaseCa = Secret.fromSecretNameV2(this, "DatabaseCa", wishes.databaseCaSecretName);
		this.more = Object.fromEntries(
			Object.entries(wishes.moreSecrets).map(([variable, name]) => [
				variable,
				Secret.fromSecretNameV2(this, variable, name),
			]),
		);
	}

	/** Letters and digits, which stand in an address as they are. */
	private made(name: string): Secret {
		return new Secret(this, name, {
			generateSecretString: { passwordLength: 48, excludePunctuation: true },
		});
	}
}
