import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";

/** The lines of an environment for compose.yaml, with new secrets, for an app at `appUrl`. */
export function secretsText(appUrl: string): string {
	const jwtSecret = secret();
	return `# Whoever reads this can read every booking. Keep a copy where you keep the copies of the database.
APP_URL=${appUrl}

# Your mail server, twice: as sign-in has it, and as the app does, where signs of a password that an address cannot hold are
# written with percent signs (%40 for @). For port 465 the address begins with smtps; with smtp nothing is said before STARTTLS, unless a
# relay of your own knows none, and the address ends in ?requireTLS=false.
SMTP_HOST=
SMTP_PORT=587
SMTP_USER=
SMTP_PASSWORD=
SMTP_URL=smtp://user:password@host:587
MAIL_NAME=Firstbell
MAIL_ADDRESS=

LINK_SECRET=${secret()}
CRON_SECRET=${secret()}
POSTGRES_PASSWORD=${secret()}
SERVER_PASSWORD=${secret()}
AUTH_PASSWORD=${secret()}
REDIS_PASSWORD=${secret()}
REDIS_TOKEN=${secret()}
SUPABASE_PUBLISHABLE_KEY=sb_publishable_${secret()}
AUTH_JWT_SECRET=${jwtSecret}
AUTH_JWT_KEYS='${JSON.stringify([signingKey(), sharedKey(jwtSecret)])}'
`;
}

/** Of signs that need no quoting anywhere. */
const secret = () => randomBytes(32).toString("base64url");

/** By which sign-in signs, and which the app knows by its public half. */
function signingKey() {
	const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
	const kid = createHash("sha256").update(`${jwk.x}.${jwk.y}`).digest("base64url").slice(0, 16);
	return { ...jwk, kid, alg: "ES256", use: "sig", key_ops: ["sign", "verify"] };
}

/** What it began with before it had keys of two halves, and still wants to know of. */
const sharedKey = (text: string) => ({
	...{ kty: "oct", k: Buffer.from(text).toString("base64url") },
	...{ alg: "HS256", key_ops: ["verify"] },
});
