import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { settlePostgres } from "../embedded/postgres-home.ts";

const megabyte = 2 ** 20;
// A segment of the database's log is sixteen of these.
const sizeInMegabytes = 128;
const ballast = "ballast";

/** Why there can be no small disk on this machine, as the end of a sentence; undefined where there can. */
export function whyNoSmallDisk(): string | undefined {
	const why = "only root on Linux may mount a small disk";
	if (process.platform !== "linux" || process.getuid?.() !== 0) return why;
	const folder = mkdtempSync(join(tmpdir(), "firstbell-disk-"));
	try {
		if (!mount(folder, 1)) return `${why}, and here it was refused`;
		spawnSync("umount", [folder]);
		return undefined;
	} finally {
		rmdirSync(folder);
	}
}

/** Where it is, beside the databases in this data folder. */
export const smallDiskIn = (folder: string) => join(dirname(settlePostgres(folder).data), "small-disk");

/** Mounts it, empty, for a user. */
export function mountSmallDisk(at: string, user: { uid: number; gid: number } | undefined): void {
	mkdirSync(at, { recursive: true });
	const owner = user ? [`uid=${user.uid}`, `gid=${user.gid}`] : [];
	if (!mount(at, sizeInMegabytes, owner)) throw new Error("the small disk could not be mounted");
}

/** Puts a ballast on it until hardly anything else has room. */
export function fill(at: string): void {
	const piece = Buffer.alloc(megabyte);
	const free = () => {
		const { bavail, bsize } = statfsSync(at);
		return bavail * bsize;
	};
	while (free() > 4 * megabyte) appendFileSync(join(at, ballast), piece);
}

export const relieve = (at: string) => rmSync(join(at, ballast), { force: true });

/** Takes it away, also where a killed run left it. */
export function unmountSmallDisk(at: string): void {
	if (!existsSync(at)) return;
	spawnSync("umount", ["--lazy", at]);
	rmdirSync(at);
}

function mount(at: string, megabytes: number, owner: string[] = []): boolean {
	const options = [`size=${megabytes}m`, "mode=0700", ...owner].join();
	return spawnSync("mount", ["-t", "tmpfs", "-o", options, "firstbell", at]).status === 0;
}
