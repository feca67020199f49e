import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { stacksOf } from "./stacks.ts";
import type { Wishes } from "./wishes.ts";

export { Match } from "aws-cdk-lib/assertions";
export { scheduleOf } from "./schedule.ts";
export { visitorCode } from "./visitor-code.ts";
export { wishesOf } from "./wishes.ts";
export { App, Template };

const certificate = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/00000000-0000`;

export const sampleWishes: Wishes = {
	domain: "book.school.example",
	certificateArn: certificate("eu-central-1"),
	edgeCertificateArn: certificate("us-east-1"),
	supabaseUrl: "https://project.supabase.example",
	supabasePublishableKey: "sb_publishable_sample",
	mailFrom: "Firstbell <bookings@school.example>",
	smtpSecretName: "firstbell/smtp-url",
	databaseCaSecretName: "firstbell/database-ca",
	more: {},
	moreSecrets: {},
};

/** What would be deployed, made without any account: a template for each stack. */
export function synthesised(wishes: Wishes = sampleWishes) {
	const { ground, migrations, firstbell } = stacksOf(new App(), wishes);
	return {
		ground: Template.fromStack(ground),
		migrations: Template.fromStack(migrations),
		firstbell: Template.fromStack(firstbell),
		/** Whom each has to come after, by name. */
		after: Object.fromEntries(
			[ground, migrations, firstbell].map((each) => [
				each.stackName,
				each.dependencies.map(({ stackName }) => stackName),
			]),
		),
	};
}
