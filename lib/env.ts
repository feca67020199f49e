import { X509Certificate } from "node:crypto";
import { z } from "zod";

const secret = z.string().min(32, "needs at least 32 characters");
const certificate = z
	.string()
	// Where a variable holds one line, the lines of a certificate come with their ends spelled out.
	.transform((pem) => pem.replaceAll("\\n", "\n"))
	.refine(isCertificate, "is not a certificate in PEM");

const Env = z.object({
	/** The address people type, such as https://book.example.org, without a slash at the end. */
	APP_URL: z.url().transform((url) => url.replace(/\/$/, "")),
	/** Postgres as the login role that may call `api.*` and nothing else. */
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
	/** A replica for what may be a moment behind: grids and directories. Without one the primary answers. */
	DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Connections an instance keeps to each; two to four for each core of the database are plenty. */
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
	/** Signs the links to bookings, and locks the addresses of calendars elsewhere. */
	LINK_SECRET: secret,
	/** What the crons show. */
	CRON_SECRET: secret,
	SMTP_URL: z.url({ protocol: /^smtps?$/ }),
	/** `Firstbell <bookings@example.org>`, or the address alone. */
	MAIL_FROM: z
		.string()
		.regex(/^([^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, "needs an address of mail")
		.transform(mailbox),
	/**
	 * Hosts, with commas between, that may be asked for calendars though they are in our own network or know no https.
	 */
	OUTBOUND_TRUSTED: z
		.string()
		.default("")
		.transform((text) =>
			text
				.toLowerCase()
				.split(/[\s,]+/)
				.filter(Boolean),
		),
	/** `1` opens the route that `npm run bench` measures bookings against. */
	FIRSTBELL_BENCH: z
		.string()
		.optional()
		.transform((text) => text === "1"),
});

type Checked = z.infer<typeof Env>;
type Given = Record<string, string | undefined>;

let checked: Checked | undefined;

/** The environment, checked once. Throws with every variable that is missing or wrong, and never prints a value. */
export function env(): Checked {
	checked ??= check(process.env);
	return checked;
}

function check(given: Given): Checked {
	// A name without a value, as .env.example has them, is not set.
	const set: Given = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
	const { data, error } = Env.safeParse(set);
	const faults = [
		...(error?.issues ?? []).map(({ path: [name], message }) => {
			return `${String(name)}: ${String(name) in set ? message : "is missing"}`;
		}),
		...weakSecrets(set),
	];
	if (!data || faults.length) throw new Error(`The environment is not complete:\n  ${faults.join("\n  ")}`);
	return data;
}

/** A deployment that people reach must not run on what somebody could guess. */
function weakSecrets(set: Given): string[] {
	const faults: string[] = [];
	const { LINK_SECRET, CRON_SECRET } = set;
	if (LINK_SECRET && LINK_SECRET === CRON_SECRET)
		faults.push("CRON_SECRET: must not be the same as LINK_SECRET");
	if (set.NODE_ENV === "production" && set.APP_URL?.startsWith("https:")) {
		for (const [name, text] of Object.entries({ LINK_SECRET, CRON_SECRET }))
			if (text && isGuessable(text)) faults.push(`${name}: can be guessed; use \`openssl rand -base64 32\``);
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
