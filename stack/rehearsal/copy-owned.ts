import { chownSync, writeFileSync } from "node:fs";
import { chmod, chown, copyFile, lstat, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

type User = { uid: number; gid: number } | undefined;

/**
 * Copies a folder for a user; files that vanish meanwhile are left out. `wanted` is asked with paths inside it. What else
 * this process does, such as keeping doors, goes on.
 */
export async function copyOwned(
	from: string,
	to: string,
	user: User,
	wanted: (path: string) => boolean,
	at = "",
): Promise<void> {
	await mkdir(to, { mode: 0o700 });
	own(user, to);
	for (const name of await readdir(from)) {
		const path = join(at, name);
		if (!wanted(path)) continue;
		const source = join(from, name);
		try {
			const stat = await lstat(source);
			if (stat.isDirectory()) await copyOwned(source, join(to, name), user, wanted, path);
			else if (stat.isFile()) await copyFileOwned(source, join(to, name), user);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		}
	}
}

async function copyFileOwned(from: string, to: string, user: User): Promise<void> {
	await copyFile(from, to);
	await chmod(to, 0o600);
	if (user) await chown(to, user.uid, user.gid);
}

export function own(user: User, path: string): void {
	if (user) chownSync(path, user.uid, user.gid);
}

/** Writes a file that this user alone can read. */
export function putOwned(user: User, path: string, text: string): void {
	writeFileSync(path, text, { mode: 0o600 });
	own(user, path);
}
