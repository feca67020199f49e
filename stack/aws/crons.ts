import { readFileSync } from "node:fs";
import { Duration } from "aws-cdk-lib";
import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Code, Function as Lambda, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Keys } from "./keys.ts";
import { scheduleOf } from "./schedule.ts";

type Cron = { path: string; schedule: string };

/** EventBridge calls what vercel.json names, by the same schedules. */
export class Crons extends Construct {
	constructor(scope: Construct, id: string, { keys, appUrl }: { keys: Keys; appUrl: string }) {
		super(scope, id);
		const caller = new Lambda(this, "Caller", {
			runtime: Runtime.NODEJS_24_X,
			handler: "index.handler",
			code: Code.fromInline(callerCode),
			timeout: Duration.seconds(70),
			environment: { APP_URL: appUrl, CRON_SECRET_ARN: keys.cronSecret.secretArn },
			logGroup: new LogGroup(this, "Log", { retention: RetentionDays.ONE_MONTH }),
			// It is called again soon: a second try would only come beside that.
			retryAttempts: 0,
		});
		keys.cronSecret.grantRead(caller);
		const { crons } = JSON.parse(readFileSync(new URL("../../vercel.json", import.meta.url), "utf8"));
		for (const { path, schedule } of crons as Cron[])
			new Rule(this, path.replace("/api/", ""), {
				schedule: Schedule.expression(scheduleOf(schedule)),
				targets: [
					new LambdaFunction(caller, { event: RuleTargetInput.fromObject({ path }), retryAttempts: 0 }),
				],
			});
	}
}

const callerCode = `
const { SecretsManagerClient, GetSecretValueCommand } = require("@aws-sdk/client-secrets-manager");
let secret;
exports.handler = async ({ path }) => {
	secret ??= new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: process.env.CRON_SECRET_ARN }));
	const { SecretString } = await secret.catch((error) => { secret = undefined; throw error; });
	const answer = await fetch(process.env.APP_URL + path, {
		headers: { authorization: "Bearer " + SecretString },
		signal: AbortSignal.timeout(60_000),
	});
	if (!answer.ok) throw new Error(path + " answered " + answer.status);
};
`.trim();
