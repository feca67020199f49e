/**
 * Takes out of this process's environment whatever names somebody's servers or is a key to them, so that nothing that is
 * started from here can reach those. Gives the names.
 */
export function forgetServers(environment: Record<string, string | undefined> = process.env): string[] {
	const names = Object.keys(environment).filter((name) => servers.test(name));
	for (const name of names) delete environment[name];
	return names;
}

const servers =
	/^(APP_URL|DATABASE_.+|PG[A-Z]+|SUPABASE_.+|UPSTASH_.+|REDIS_.+|SMTP_.+|MAIL_FROM|CLIENT_IP_HEADER|MAILBOX_URL|OUTBOUND_TRUSTED|LINK_SECRET|CRON_SECRET|ALERT_.+|OTEL_.+|LOG_FORMAT|LOG_LEVEL|TURNSTILE_.+|VERCEL|VERCEL_.+|FIRSTBELL_BENCH)$/;

/**
 * What an app may have in its environment beside what a rig gives it, said to be nothing: it reads `.env` files in its
 * folder as well, and those do not change what is said already.
 */
export const nothingElse = {
	DATABASE_CA: "",
	DATABASE_POOL: "",
	OUTBOUND_TRUSTED: "",
	TURNSTILE_SITE_KEY: "",
	TURNSTILE_SECRET: "",
	ALERT_MAIL: "",
	ALERT_WEBHOOK: "",
	OTEL_EXPORTER_OTLP_ENDPOINT: "",
	LOG_FORMAT: "",
	LOG_LEVEL: "",
	FIRSTBELL_BENCH: "",
	VERCEL: "",
};
