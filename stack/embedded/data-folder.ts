import { createHash, generateKeyPairSync, type JsonWebKey, randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CannotStart } from "../cannot-start.ts";
import { lives, me, type Process } from "../same-process.ts";

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where one stack keeps everything: `.firstbell/<name>`. Others may pass through it, but see only what is theirs. */
export function openDataFolder(name: string): string {
	const folder = join(projectRoot, ".firstbell", name);
	mkdirSync(folder, { recursive: true });
	for (const each of [dirname(folder), folder]) chmodSync(each, 0o711);
	return folder;
}

export type Secrets = {
	adminPassword: string;
	serverPassword: string;
	authSecret: string;
	signingKey: JsonWebKey & { kid: string };
	publishableKey: string;
	redisToken: string;
	linkSecret: string;
	cronSecret: string;
};

/** Random on first use, kept beside the data they belong to, readable by the owner only. */
export function readSecrets(folder: string): Secrets {
	const file = join(folder, "secrets.json");
	if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
	const random = () => randomBytes(32).toString("base64url");
	const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
	const secrets: Secrets = {
		adminPassword: random(),
		serverPassword: random(),
		authSecret: random(),
		signingKey: {
			...jwk,
			kid: createHash("sha256").update(`${jwk.x}.${jwk.y}`).digest("base64url").slice(0, 16),
		},
		publishableKey: `sb_publishable_${randomBytes(24).toString("base64url")}`,
		redisToken: random(),
		linkSecret: random(),
		cronSecret: random(),
	};
	writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
	return secrets;
}

/** Forgets secrets and mails. New keys also say that pages built from the old data are stale. */
export function wipe(folder: string): void {
	for (const name of ["secrets.json", "mail"]) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Takes the folder for this process alone and returns how to give it back. Refuses while another one holds it. */
export function holdDataFolder(folder: string, port: number): () => void {
	const lock = join(folder, "held.json");
	const mine = join(folder, `held.${process.pid}.json`);
	writeFileSync(
		mine,
		JSON.stringify({ ...me(), port, command: process.argv[1]?.match(/(\w+)\.ts$/)?.[1] ?? "node" }),
	);
	try {
		// A link is made whole or not at all, so two that start at once cannot both have it.
		for (let tries = 0; ; tries++) {
			try {
				linkSync(mine, lock);
				return () => rmSync(lock, { force: true });
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== "EEXIST" || tries === 3) throw error;
			}
			const holder = holderOf(folder);
			if (holder) {
				throw new CannotStart(
					`Firstbell already runs in this folder (npm run ${holder.command}, process ${holder.pid}, port ${holder.port}): use that one, or stop it first.`,
				);
			}
			rmSync(lock, { force: true });
		}
	} finally {
		rmSync(mine, { force: true });
	}
}

/** The process that holds the folder; undefined where none does. */
export function holderOf(folder: string): (Process & { port: number; command: string }) | undefined {
	try {
		const holder = JSON.parse(readFileSync(join(folder, "held.json"), "utf8"));
		return lives(holder) ? holder : undefined;
	} catch {
		return undefined;
	}
}
