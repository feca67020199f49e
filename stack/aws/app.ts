import { App } from "aws-cdk-lib";
import { FirstbellStack } from "./firstbell-stack.ts";
import { wishesOf } from "./wishes.ts";

const app = new App();
new FirstbellStack(app, "Firstbell", {
	wishes: wishesOf(app),
	env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: process.env.CDK_DEFAULT_REGION },
});
