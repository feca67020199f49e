import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { trustedIn } from "./outbound-rules.ts";

const secret = z.string().min(32, "needs at least 32 characters");
const certificate = z
	.string()
	// Where a variable holds one line, the lines of a certificate come with their ends spelled out.
	.transform((pem) => pem.replaceAll("\\n", "\n"))
	.refine(isCertificate, "is not a certificate in PEM");

/** What the watch of a process keeps to each database, beside `DATABASE_POOL`: lib/database-pool.ts. */
export const watchConnections = 2;

const Env = z.object({
	/** The address people type, such as https://book.example.org, without a slash at the end. */
	APP_URL: z.url().transform((url) => url.replace(/\/$/, "")),
	/** Postgres as the login role that may call `api.*` and nothing else. */
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
	/** A replica for what may be a moment behind: grids and directories. Without one the primary answers. */
	DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Connections an instance keeps to each, beside those of the watch; two to four for each core of the database are plenty. */
	DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(4),
	/** The authority that signed the database's certificate, where it is not one of those Node knows. */
	DATABASE_CA: certificate.optional(),
	SUPABASE_URL: z.url(),
	SUPABASE_PUBLISHABLE_KEY: z.string(),
	UPSTASH_REDIS_REST_URL: z.url(),
	UPSTASH_REDIS_REST_TOKEN: z.string(),
	/** A Redis by its own protocol, through which several instances share pages; next.config.js reads it. */
	REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
	/**
	 * The header in which the platform or the proxy in front writes the visitor's address of the network itself, whatever
	 * a visitor claims: on Vercel `x-vercel-forwarded-for`. Without one, networks are not counted.
	 */
	CLIENT_IP_HEADER: z
		.string()
		.regex(/^[a-z-]+$/, "needs a header's name in lower case")
		.default(process.env.VERCEL ? "x-vercel-forwarded-for" : ""),
	/** Signs the links to bookings and the tokens of programs, and locks addresses and secrets of what is elsewhere. */
	LINK_SECRET: secret,
	/** What the crons show. */
	CRON_SECRET: secret,
	/** By TLS, unless it is of this machine or ends in `?requireTLS=false`: lib/mail/transport.ts. */
	SMTP_URL: z.url({ protocol: /^smtps?$/ }),
	/** `Firstbell <bookings@example.org>`, or the address alone. */
	MAIL_FROM: z
		.string()
		.regex(/^([^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, "needs an address of mail")
		.transform(mailbox),
	/** Who is mailed when something is wrong with the installation, and when it is well again. */
	ALERT_MAIL: z.email().optional(),
	/** What is told of it by a POST of JSON, as lib/outbound-rules.ts allows; with `text` for a chat. */
	ALERT_WEBHOOK: z.url({ protocol: /^https?$/ }).optional(),
	/**
	 * Hosts, with commas between, that may be asked for a calendar or told by a webhook, `ALERT_WEBHOOK` included, though they are in our
	 * own network or know no https: `host` at its usual port, `host:8443` at that one, `host:*` at any.
	 */
	OUTBOUND_TRUSTED: z.string().default("").transform(trustedIn),
	/** `json`, a line each, or `words`; the first in production and the second elsewhere, unless said otherwise. lib/log.ts reads it. */
	LOG_FORMAT: z.enum(["json", "words"]).optional(),
	/** What is told at least: `info` as JSON and `warn` in words, unless said otherwise. */
	LOG_LEVEL: z.enum(["info", "warn", "error"]).optional(),
	/** Whom spans are sent to; lib/tracing.ts and OpenTelemetry itself read it, and the rest of its variables. */
	OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	/** The mailbox of the embedded stack, beside which previews of mails are shown; next.config.js reads it. Never on a deployment. */
	MAILBOX_URL: z.url({ protocol: /^http$/ }).optional(),
	/** Cloudflare's Turnstile, at the doors where strangers write. Both, or no check: lib/prove-human.ts. */
	TURNSTILE_SITE_KEY: z.string().optional(),
	TURNSTILE_SECRET: z.string().optional(),
	/** Where it is asked, and where browsers get its script. */
	TURNSTILE_URL: z
		.url()
		.default("https://challenges.cloudflare.com")
		.transform((url) => new URL(url).origin),
	/** `1` opens the route that `npm run bench` measures bookings against. */
	FIRSTBELL_BENCH: z
		.string()
		.optional()
		.transform((text) => text === "1"),
});

type Checked = z.infer<typeof Env>;
/** An environment as a process or a file has it. */
export type Given = Record<string, string | undefined>;

/** Each variable that is read, and whether one can do without it. */
export const variables = Object.entries(Env.shape).map(([name, rule]) => ({
	name,
	needed: !rule.safeParse(undefined).success,
}));

let checked: Checked | undefined;

/** The environment, checked once. Throws with every variable that is missing or wrong, and never prints a value. */
export function env(): Checked {
	checked ??= check(process.env);
	return checked;
}

function check(given: Given): Checked {
	const faults = faultsOf(given).map(({ name, says }) => `${name}: ${says}`);
	if (faults.length) throw new Error(`The environment is not complete:\n  ${faults.join("\n  ")}`);
	return Env.parse(filled(given));
}

/** What is missing or wrong, variable by variable, and never a value. */
export function faultsOf(given: Given): { name: string; says: string }[] {
	const set = filled(given);
	const issues = Env.safeParse(set).error?.issues ?? [];
	return [
		...issues.map(({ path: [name], message }) => ({
			name: String(name),
			says: String(name) in set ? message : "is missing",
		})),
		...weakSecrets(set),
	];
}

/** A name without a value, as .env.example has them, is not set. */
export const filled = (given: Given): Record<string, string> =>
	Object.fromEntries(Object.entries(given).filter((each): each is [string, string] => Boolean(each[1])));

/** A deployment that people reach must not run on what somebody could guess. */
function weakSecrets(set: Given): { name: string; says: string }[] {
	const { LINK_SECRET, CRON_SECRET } = set;
	const faults: { name: string; says: string }[] = [];
	if (LINK_SECRET && LINK_SECRET === CRON_SECRET)
		faults.push({ name: "CRON_SECRET", says: "must not be the same as LINK_SECRET" });
	if (!set.TURNSTILE_SITE_KEY !== !set.TURNSTILE_SECRET)
		faults.push({
			name: "TURNSTILE_SITE_KEY, TURNSTILE_SECRET",
			says: "one is of no use without the other",
		});
	if (set.NODE_ENV === "production" && set.APP_URL?.startsWith("https:")) {
		for (const [name, text] of Object.entries({ LINK_SECRET, CRON_SECRET }))
			if (text && isGuessable(text))
				faults.push({ name, says: "can be guessed; use `openssl rand -base64 32`" });
	}
	return faults;
}

/** Few signs, one piece over and over, or the words of a template. */
function isGuessable(text: string): boolean {
	const repeats = Array.from({ length: text.length / 2 }, (_, i) => text.startsWith(text.slice(i + 1)));
	return (
		new Set(text).size < 10 || repeats.includes(true) || /change.?me|example|password|secret/i.test(text)
	);
}

function mailbox(text: string): { name: string; address: string } {
	const [, name = "", address = text] = /^(.*)<(.*)>$/.exec(text) ?? [];
	return { name: name.trim().replace(/^"(.*)"$/, "$1"), address };
}

function isCertificate(pem: string): boolean {
	try {
		return Boolean(new X509Certificate(pem));
	} catch {
		return false;
	}
}
