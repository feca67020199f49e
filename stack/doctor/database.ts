import pg from "pg";
import { addressOf } from "../../lib/database-address.ts";
import { isHere } from "../../lib/this-machine.ts";
import { byOwnNetwork, mend, note, reasonOf, type Verdict, well } from "./finding.ts";

const patienceMs = 8_000;

/** Opens a connection as the app does. */
export async function open(url: string, ca: string | undefined): Promise<pg.Client> {
	const client = new pg.Client({
		...addressOf(url, ca),
		application_name: "firstbell-doctor",
		connectionTimeoutMillis: patienceMs,
		query_timeout: patienceMs,
	});
	// One that breaks while nobody asks it anything would end the process.
	client.on("error", () => {});
	try {
		await client.connect();
	} catch (error) {
		await client.end().catch(() => {});
		throw error;
	}
	return client;
}

/** Why it cannot be reached, and what to look at. */
export function whyNot(error: unknown, variable: string): Verdict {
	const reason = reasonOf(error);
	const says = (what: string) => mend(`${reason}; ${what}`);
	if (/tenant|user .*not found/i.test(reason))
		return says(
			`in ${variable} the role's name is followed by a dot and the project's reference, and the host is copied from Connect`,
		);
	if (/password|SASL|authentication/i.test(reason))
		return says(
			`give firstbell_server its password anew (docs/deploying.md, step 3), percent-encoded in ${variable}`,
		);
	if (/certificate|signed|SSL|TLS/i.test(reason))
		return says("DATABASE_CA has to be the certificate of the authority that signed the database's own");
	if (/not permitted to log in/i.test(reason)) return says("alter role firstbell_server login password '…'");
	return says(`look at the host and the port in ${variable}`);
}

/** Which Postgres it is; what is older than what this was tested with may lack something. */
export async function version(client: pg.Client): Promise<Verdict> {
	const { rows } = await client.query<{ number: number; recovering: boolean }>(
		"select current_setting('server_version_num')::integer as number, pg_is_in_recovery() as recovering",
	);
	const { number = 0, recovering = false } = rows[0] ?? {};
	const major = Math.floor(number / 10_000);
	if (major < 17) return mend(`it is Postgres ${major}: upgrade to 17, which Firstbell is tested with`);
	if (recovering)
		return mend("it is a replica, which takes no booking: DATABASE_URL has to lead to the primary");
	return well(`Postgres ${major}.${number % 10_000} answers, and takes writes`);
}

/** That nobody between here and there can listen, or pretend to be the database; `inside` a network of one's own there is nobody. */
export function encryption(
	client: pg.Client,
	url: string,
	inside = false,
	variable = "DATABASE_URL",
): Verdict {
	const { encrypted, authorized } = socketOf(client);
	if (authorized) return well("the connection is encrypted, and the certificate was checked");
	if (isHere(url)) return note("the connection does not leave this machine, and need not be encrypted");
	if (inside && !encrypted) return note(byOwnNetwork);
	const mended = `append ?sslmode=verify-full to ${variable}, and set DATABASE_CA`;
	return mend(
		encrypted
			? `the connection is encrypted, but anybody's certificate is believed: ${mended}`
			: `the connection is not encrypted: ${mended}`,
	);
}

const socketOf = (client: pg.Client) =>
	(client as unknown as { connection: { stream: { encrypted?: boolean; authorized?: boolean } } }).connection
		.stream;

/** Of a role: what an operator may have changed, or a restored backup lost. */
export async function settings(client: pg.Client): Promise<Verdict> {
	const { rows } = await client.query<{ name: string; is: string }>(
		"select name, current_setting(name) as is from unnest($1::text[]) as name",
		[Object.keys(wanted)],
	);
	const off = rows.filter(({ name, is }) => is !== wanted[name]);
	if (off.length === 0) return well("timeouts and plans are the role's own, as the migrations set them");
	const lines = off.map(({ name }) => `alter role firstbell_server set ${name} = '${wanted[name]}';`);
	return mend(
		`${off.map(({ name, is }) => `${name} is ${is}`).join(", ")}; run as postgres: ${lines.join(" ")}`,
	);
}

const wanted: Record<string, string> = {
	TimeZone: "UTC",
	lock_timeout: "3s",
	statement_timeout: "5s",
	idle_in_transaction_session_timeout: "5s",
	jit: "off",
	enable_seqscan: "off",
	plan_cache_mode: "force_generic_plan",
};
