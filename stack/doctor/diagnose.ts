import type pg from "pg";
import { type Given, watchConnections } from "../../lib/env.ts";
import { trustedIn } from "../../lib/outbound-rules.ts";
import { isHere } from "../../lib/this-machine.ts";
import { alerts } from "./alerts.ts";
import { keyKind, signIn, signingKeys } from "./auth.ts";
import { aheadOfDatabase, clock } from "./clock.ts";
import { encryption, open, settings, version, whyNot } from "./database.ts";
import type { Finding } from "./finding.ts";
import { asResolved, isInside, type Look } from "./here.ts";
import { type Line, lines } from "./lines.ts";
import { mail } from "./mail.ts";
import { migrations } from "./migrations.ts";
import { pooler } from "./pooler.ts";
import { noMore, role, strangers, verbs } from "./privileges.ts";
import { eviction, reach } from "./redis.ts";
import { region, regionsHere } from "./region.ts";
import { lag, replica } from "./replica.ts";
import * as site from "./site.ts";
import { readVariables } from "./variables.ts";

type Context = {
	line: Line;
	of: (name: string) => string;
	given: Given;
	now: () => number;
	look: Look;
	/** Whether an address leads into a network of one's own. */
	inside: (url: string) => Promise<boolean>;
};

/**
 * Everything there is to say of an environment, a line each, told as it is found. Without `after`, the deployment itself is
 * not asked. Changes nothing but a key in Redis, which is gone after ten seconds.
 */
export async function diagnose(
	given: Given,
	options: { after: boolean; tell?: (finding: Finding) => void; now?: () => number; look?: Look },
): Promise<Finding[]> {
	const { findings, wrong } = readVariables(given);
	const { all, line, say } = lines(wrong, options.tell ?? (() => {}));
	findings.forEach(say);
	const look = options.look ?? asResolved;
	const context = {
		...{ line, given, of: (name: string) => given[name] as string, now: options.now ?? Date.now },
		...{ look, inside: (url: string) => isInside(url, look) },
	};
	const client = await ofDatabase(context);
	try {
		await ofReplica(context, client);
		await ofServices(context);
		if (options.after) await ofDeployment(context, client);
		return all;
	} finally {
		await client?.end().catch(() => {});
	}
}

async function ofDatabase({ line, of, given, now, inside: isOwn }: Context): Promise<pg.Client | undefined> {
	const url = of("DATABASE_URL");
	const connect = () => open(url, given.DATABASE_CA);
	let client: pg.Client | undefined;
	await line("database", { of: ["DATABASE_URL", "DATABASE_CA"] }, async () => {
		try {
			client = await connect();
		} catch (error) {
			return whyNot(error, "DATABASE_URL");
		}
		return version(client);
	});
	const inside = (
		name: string,
		judge: (client: pg.Client) => ReturnType<Parameters<Line>[2]>,
		...more: string[]
	) => line(name, { after: ["database", ...more] }, () => judge(client as pg.Client));
	await inside("encryption", async (it) => encryption(it, url, await isOwn(url)));
	await inside("pooler", async () =>
		pooler(connect, {
			...{ url, isFew: isHere(url) || (await isOwn(url)) },
			poolSize: (Number(given.DATABASE_POOL) || 4) + watchConnections,
		}),
	);
	await inside("region", () => region(url));
	await inside("role", (it) => role(it));
	await inside("settings", settings, "role");
	await inside("migrations", migrations);
	await inside("verbs", verbs);
	await inside("nothing more", noMore, "migrations");
	await inside("strangers", strangers);
	await inside("clock here", async (it) => clock("this machine's clock", await aheadOfDatabase(it, now)));
	return client;
}

/** Lists are asked of it as all else is of the primary: by the same role, on a line that has to be as safe. */
async function ofReplica({ line, given, inside }: Context, primary: pg.Client | undefined): Promise<void> {
	const variable = "DATABASE_READ_URL";
	const url = given[variable];
	if (!url) return;
	let client: pg.Client | undefined;
	await line("replica", { of: [variable, "DATABASE_CA"], after: ["database"] }, async () => {
		try {
			client = await open(url, given.DATABASE_CA);
		} catch (error) {
			return whyNot(error, variable);
		}
		return replica(client);
	});
	const there = (name: string, judge: (it: pg.Client) => ReturnType<Parameters<Line>[2]>) =>
		line(name, { after: ["replica"] }, () => judge(client as pg.Client));
	try {
		await there("replica TLS", async (it) => encryption(it, url, await inside(url), variable));
		await there("replica role", (it) => role(it, variable));
		await there("replica lag", (it) => lag(it, primary as pg.Client));
	} finally {
		await client?.end().catch(() => {});
	}
}

async function ofServices({ line, of, given, look, inside }: Context): Promise<void> {
	const redis = [of("UPSTASH_REDIS_REST_URL"), of("UPSTASH_REDIS_REST_TOKEN")] as const;
	await line("redis", { of: ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"] }, async () =>
		reach(...redis, await inside(redis[0])),
	);
	await line("eviction", { after: ["redis"] }, () => eviction(...redis));
	await line("mail", { of: ["SMTP_URL"] }, async () => mail(of("SMTP_URL"), await inside(of("SMTP_URL"))));
	await line("alerts", { of: ["ALERT_MAIL", "ALERT_WEBHOOK"] }, () =>
		alerts(
			{ mail: given.ALERT_MAIL, webhook: given.ALERT_WEBHOOK },
			trustedIn(given.OUTBOUND_TRUSTED ?? ""),
			look,
		),
	);
	const auth = [of("SUPABASE_URL"), of("SUPABASE_PUBLISHABLE_KEY")] as const;
	await line("key", { of: ["SUPABASE_PUBLISHABLE_KEY"] }, () => keyKind(auth[1]));
	await line("sign-in", { of: ["SUPABASE_URL"], after: ["key"] }, async () =>
		signIn(...auth, await inside(auth[0])),
	);
	await line("signing keys", { after: ["sign-in"] }, () => signingKeys(...auth));
}

async function ofDeployment({ line, of, now }: Context, client: pg.Client | undefined): Promise<void> {
	const url = of("APP_URL");
	await line("address", { of: ["APP_URL"] }, () => site.address(url));
	const there = (
		name: string,
		judge: () => ReturnType<Parameters<Line>[2]>,
		of: string[] = [],
		after: string[] = [],
	) => line(name, { of, after: ["address", ...after] }, judge);
	await there("readiness", () => site.readiness(url));
	await there("headers", () => site.headers(url));
	await there("languages", () => site.languages(url));
	await there("cron secret", () => site.cronSecret(url, of("CRON_SECRET")), ["CRON_SECRET"]);
	await there("served from", () => site.servedFrom(url, regionsHere()));
	await there("mailbox", () => site.mailbox(url));
	await there(
		"clock there",
		async () => {
			const ahead = (await site.aheadOfUs(url, now)) + (await aheadOfDatabase(client as pg.Client, now));
			return clock("the deployment's clock", ahead);
		},
		[],
		["database"],
	);
}
