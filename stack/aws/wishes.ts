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
	/** Variables of the app that one can do without, by name. */
	more: Record<string, string>;
	/** And those that are secret, each with the name of the secret that holds it. */
	moreSecrets: Record<string, string>;
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

/** What may be said as well, and the variable of the app that it becomes: .env.example and docs/operating.md explain them. */
const more = {
	alertMail: "ALERT_MAIL",
	outboundTrusted: "OUTBOUND_TRUSTED",
	turnstileSiteKey: "TURNSTILE_SITE_KEY",
	otelEndpoint: "OTEL_EXPORTER_OTLP_ENDPOINT",
	otelTracesSampler: "OTEL_TRACES_SAMPLER",
	otelTracesSamplerArg: "OTEL_TRACES_SAMPLER_ARG",
	otelServiceName: "OTEL_SERVICE_NAME",
	otelResourceAttributes: "OTEL_RESOURCE_ATTRIBUTES",
	logFormat: "LOG_FORMAT",
	logLevel: "LOG_LEVEL",
};
/** Whoever knows the address of a chat's webhook may write there, so that is one of these. */
const moreSecrets = {
	alertWebhookSecretName: "ALERT_WEBHOOK",
	turnstileSecretName: "TURNSTILE_SECRET",
	otelHeadersSecretName: "OTEL_EXPORTER_OTLP_HEADERS",
};

/** All that is said; throws with the names of what is missing. */
export function wishesOf(app: App): Wishes {
	const given = Object.fromEntries(names.map((name) => [name, app.node.tryGetContext(name)]));
	const missing = names.filter((name) => !given[name]);
	if (missing.length) throw new Error(`Say also: ${missing.map((name) => `--context ${name}=…`).join(" ")}`);
	const asked = (variables: Record<string, string>) =>
		Object.fromEntries(
			Object.entries(variables).flatMap(([name, variable]) => {
				const value = app.node.tryGetContext(name);
				return value ? [[variable, String(value)]] : [];
			}),
		);
	return { ...given, more: asked(more), moreSecrets: asked(moreSecrets) } as Wishes;
}
