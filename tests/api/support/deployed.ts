import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect } from "vitest";
import type { Given } from "../../../lib/env.ts";
import { diagnose } from "../../../stack/doctor/diagnose.ts";
import type { Look } from "../../../stack/doctor/here.ts";
import { migrate } from "../../../stack/embedded/migrate.ts";
import { given } from "./ask.ts";
import { bouncer } from "./bouncer.ts";

/** A database of this file's own as `supabase db push` leaves it, behind a pooler, and the environment of what runs on it. */
export async function deployed() {
	const name = `deployed_${randomUUID().replaceAll("-", "").slice(0, 12)}`;
	const main = new pg.Client(given("DATABASE_ADMIN_URL"));
	await main.connect();
	await main.query(`create database ${name} template template0`);
	const within = (url: string, port?: number) => {
		const other = new URL(url);
		other.pathname = `/${name}`;
		if (port) other.port = String(port);
		return other.href;
	};
	const adminUrl = within(given("DATABASE_ADMIN_URL"));
	// Roles belong to all databases: two files that alter one at once would trip over each other.
	await main.query("select pg_advisory_lock(1)");
	await migrate(adminUrl, () => {});
	await main.query("select pg_advisory_unlock(1)");
	const admin = new pg.Client(adminUrl);
	await admin.connect();
	const direct = within(given("DATABASE_URL"));
	const port = await bouncer([direct, adminUrl]);
	afterAll(async () => {
		await admin.end();
		await main.query(`drop database ${name} with (force)`);
		await main.end();
	});

	const names = ["APP_URL", "SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "SMTP_URL", "MAIL_FROM"];
	const more = ["UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN", "LINK_SECRET", "CRON_SECRET"];
	const env: Given = {
		...Object.fromEntries([...names, ...more].map((each) => [each, given(each)])),
		DATABASE_URL: within(given("DATABASE_URL"), port),
	};
	return { env, admin, direct, asAdmin: within(given("DATABASE_ADMIN_URL"), port), port };
}

/** What the doctor wants mended, by name; what it says of each is beside it, and never a secret. */
export async function toMend(env: Given, options: { after?: boolean; now?: () => number; look?: Look } = {}) {
	const found = await diagnose(env, { after: false, ...options });
	expectNoSecret(JSON.stringify(found), env);
	const ill = found.filter(({ state }) => state === "mend");
	return { names: ill.map(({ name }) => name), says: ill.map(({ says }) => says).join("\n"), found };
}

/** No value of a variable that is a secret, and no password of an address. */
export function expectNoSecret(text: string, env: Given): void {
	const secrets = [
		env.LINK_SECRET,
		env.CRON_SECRET,
		env.UPSTASH_REDIS_REST_TOKEN,
		env.SUPABASE_PUBLISHABLE_KEY,
	];
	for (const url of [env.DATABASE_URL, env.DATABASE_READ_URL, env.SMTP_URL])
		if (url && URL.canParse(url)) secrets.push(new URL(url).password);
	for (const secret of secrets.filter((each) => each && each.length > 5)) expect(text).not.toContain(secret);
}
