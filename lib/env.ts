import { z } from "zod";

const secret = z.string().min(32, "needs at least 32 characters");

const Env = z.object({
	/** The address people type, such as https://book.example.org, without a slash at the end. */
	APP_URL: z.url().transform((url) => url.replace(/\/$/, "")),
	/** Postgres as the login role that may call `api.*` and nothing else. */
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
	SUPABASE_URL: z.url(),
	SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
	UPSTASH_REDIS_REST_URL: z.url(),
	UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
	/** Signs the links to bookings. */
	LINK_SECRET: secret,
	/** What the cron that delivers mail shows. */
	CRON_SECRET: secret,
	SMTP_URL: z.url({ protocol: /^smtps?$/ }),
	MAIL_FROM: z.string().min(3),
});

let checked: z.infer<typeof Env> | undefined;

/** The environment, checked once. Throws with every variable that is missing or wrong, and never prints a value. */
export function env(): z.infer<typeof Env> {
	if (checked) return checked;
	const result = Env.safeParse(process.env);
	if (!result.success) {
		const faults = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
		throw new Error(`The environment is not complete:\n${faults.join("\n")}`);
	}
	checked = result.data;
	return checked;
}
