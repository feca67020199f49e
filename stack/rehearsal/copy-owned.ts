import { chmodSync, chownSync, copyFileSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

type User = { uid: number; gid: number } | undefined;

/** Copies a folder for a user; files that vanish meanwhile are left out. `wanted` is asked with paths inside it. */
export function copyOwned(
	from: string,
	to: string,
	user: User,
	wanted: (path: string) => boolean,
	at = "",
): void {
	mkdirSync(to, { mode: 0o700 });
	own(user, to);
	for (const name of readdirSync(from)) {
		const path = join(at, name);
		if (!wanted(path)) continue;
		const source = join(from, name);
		const stat = lstatSync(source, { throwIfNoEntry: false });
		if (stat?.isDirectory()) copyOwned(source, join(to, name), user, wanted, path);
		else if (stat?.isFile()) copyFile(source, join(to, name), user);
	}
}

function copyFile(from: string, to: string, user: User): void {
	try {
		copyFileSync(from, to);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
		throw error;
	}
	chmodSync(to, 0o600);
	own(user, to);
}

export function own(user: User, path: string): void {
	if (user) chownSync(path, user.uid, user.gid);
}
