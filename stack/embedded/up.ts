import { createTransport } from "nodemailer";
import { admitServer } from "./admit-server.ts";
import { startAuth } from "./auth.ts";
import { type Mail as AuthMail, prepareAuth } from "./auth-schema.ts";
import { codeMail, MAIL_FROM } from "./code-mail.ts";
import { holdDataFolder, openDataFolder, readSecrets, wipe } from "./data-folder.ts";
import type { Mail } from "./mail.ts";
import { type Mailbox, startMailbox } from "./mailbox.ts";
import { migrate } from "./migrate.ts";
import { checkPorts, portsFrom } from "./ports.ts";
import { leftoverPort, startPostgres } from "./postgres.ts";
import { startRedisBridge } from "./redis-bridge.ts";
import { timed } from "./timed.ts";

export type Stack = {
	/** What the app needs in its environment. */
	env: Record<Needed, string>;
	/** The superuser's connection, for migrations, imports and tests; never the app's. */
	adminUrl: string;
	mailbox: Mailbox;
	folder: string;
	stop(): Promise<void>;
};

type Needed =
	| "APP_URL"
	| "DATABASE_URL"
	| "SUPABASE_URL"
	| "SUPABASE_PUBLISHABLE_KEY"
	| "UPSTASH_REDIS_REST_URL"
	| "UPSTASH_REDIS_REST_TOKEN"
	| "SMTP_URL"
	| "MAIL_FROM"
	| "MAILBOX_URL"
	| "LINK_SECRET"
	| "CRON_SECRET";

/**
 * Brings the embedded stack up and tells what the app needs in its environment. Each `name` has a data folder of its
 * own, `.firstbell/<name>`, held by one process at a time; `port` is the app's, and the other five follow it.
 * Refuses (CannotStart, one sentence) when the folder is held, a port is taken or a migration fails.
 */
export async function up(options: {
	name: string;
	port: number;
	fresh?: boolean;
	log: (line: string) => void;
	/** Called while the folder is ours and before ports are checked: to clear what a killed run left. */
	clear?: (folder: string) => Promise<void>;
	/** Where Auth asks for the database: a door that leads to it, and to another after a failover; else its own port. */
	authPort?: number;
	/** A real Redis behind the bridge, which may come later; else one in this process. */
	redisUrl?: string;
	/** Whose migrations the database gets; else ours. */
	migrations?: string;
	/** Hears of each mail that arrives. */
	arrived?: (mail: Mail) => void;
}): Promise<Stack> {
	const { port, log } = options;
	const folder = openDataFolder(options.name);
	const closing: (() => unknown)[] = [holdDataFolder(folder, port)];
	const stop = async () => {
		for (const close of closing.splice(0).reverse()) {
			try {
				await close();
			} catch (error) {
				log(`while stopping: ${(error as Error).message}`);
			}
		}
	};
	try {
		await options.clear?.(folder);
		const ports = portsFrom(port);
		await checkPorts(port, [(await leftoverPort(folder)) ?? 0]);
		if (options.fresh) wipe(folder);
		const secrets = readSecrets(folder);
		const appUrl = `http://localhost:${port}`;
		const smtpUrl = `smtp://127.0.0.1:${ports.smtp}`;

		const postgres = await timed(log, "database", () =>
			startPostgres({ folder, port: ports.postgres, password: secrets.adminPassword, fresh: options.fresh }),
		);
		closing.push(postgres.stop);
		const { adminUrl } = postgres;

		const smtp = createTransport(smtpUrl);
		const send = async (mail: AuthMail) => void (await smtp.sendMail(codeMail(mail)));
		const lite = await timed(
			log,
			"schema",
			async () => {
				// Auth first: migrations may lean on its tables and functions, as they may on a hosted project.
				const authUrl = new URL(adminUrl);
				authUrl.port = String(options.authPort ?? ports.postgres);
				const lite = await prepareAuth({ adminUrl: authUrl.href, appUrl, secrets, send });
				closing.push(lite.close);
				const applied = await migrate(adminUrl, () => {}, options.migrations);
				await admitServer(adminUrl, secrets.serverPassword);
				return { ...lite, applied };
			},
			({ applied }) => (applied ? `${applied} new` : ""),
		);

		const mailbox = await timed(log, "sign-in, mail and Redis", async () => {
			const { smtp: smtpPort, mailbox: httpPort } = ports;
			const mailbox = await startMailbox({ folder, smtpPort, httpPort, arrived: options.arrived });
			closing.push(mailbox.stop);
			closing.push(await startAuth({ port: ports.auth, lite, secrets }));
			closing.push(
				await startRedisBridge({
					port: ports.redis,
					token: secrets.redisToken,
					redisUrl: options.redisUrl ?? process.env.REDIS_URL,
				}),
			);
			return mailbox;
		});

		return {
			env: {
				APP_URL: appUrl,
				DATABASE_URL: `postgres://firstbell_server:${secrets.serverPassword}@127.0.0.1:${ports.postgres}/postgres`,
				SUPABASE_URL: `http://127.0.0.1:${ports.auth}`,
				SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
				UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${ports.redis}`,
				UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
				SMTP_URL: smtpUrl,
				MAIL_FROM,
				MAILBOX_URL: `http://127.0.0.1:${ports.mailbox}`,
				LINK_SECRET: secrets.linkSecret,
				CRON_SECRET: secrets.cronSecret,
			},
			adminUrl,
			mailbox,
			folder,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
