import { App } from "aws-cdk-lib";
import { stacksOf } from "./stacks.ts";
import { wishesOf } from "./wishes.ts";

const app = new App();
stacksOf(app, wishesOf(app), {
	account: process.env.CDK_DEFAULT_ACCOUNT,
	region: process.env.CDK_DEFAULT_REGION,
});
