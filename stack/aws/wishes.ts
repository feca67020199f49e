import type { App } from "aws-cdk-lib";

/** What is yours to say, by `--context name=value` or in cdk.json. None of it is a secret. */
export type Wishes = {
	/** Where people come to, such as book.school.example. */
	domain: string;
	/** Certificates for it in the Certificate Manager: of the stack's own region, and of us-east-1 for CloudFront. */
	certificateArn: string;
	edgeCertificateArn: string;
	/** A Supabase project, for sign-in alone: it knows no booking. */
	supabaseUrl: string;
	supabasePublishableKey: string;
	mailFrom: string;
	/** The secret in the Secrets Manager that holds SMTP_URL, which you make before. */
	smtpSecretName: string;
	/** And the one that holds Amazon's own authority for databases of your region, in PEM. */
	databaseCaSecretName: string;
};

const names = [
	"domain",
	"certificateArn",
	"edgeCertificateArn",
	"supabaseUrl",
	"supabasePublishableKey",
	"mailFrom",
	"smtpSecretName",
	"databaseCaSecretName",
] as const satisfies (keyof Wishes)[];

/** All of them; throws with the names of those that are missing. */
export function wishesOf(app: App): Wishes {
	const given = Object.fromEntries(names.map((name) => [name, app.node.tryGetContext(name)]));
	const missing = names.filter((name) => !given[name]);
	if (missing.length) throw new Error(`Say also: ${missing.map((name) => `--context ${name}=…`).join(" ")}`);
	return given as Wishes;
}
