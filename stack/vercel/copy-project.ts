import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** What a deployment is sent: not what is made here, nor what only tests need. */
const left = /^(\.git|\.firstbell|\.vercel|\.next.*|\.env.*|tests|next-env\.d\.ts|.*\.tsbuildinfo)$/;

/**
 * The project as it is sent to be built, in `to`, with all that is installed: as further names of the same files where the
 * disk can, since they are a gigabyte. A link to node_modules would lead out of the project, which Next refuses.
 */
export function copyProject(from: string, to: string): void {
	mkdirSync(to, { recursive: true });
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		if (left.test(entry.name)) continue;
		if (entry.name === "node_modules") copy(from, to, entry, linkOrCopy);
		// What a build may write into, as it does into tsconfig.json, is a file of its own.
		else copy(from, to, entry, copyFileSync);
	}
}

type Entry = { name: string; isDirectory(): boolean; isSymbolicLink(): boolean };
type Put = (from: string, to: string) => void;

function copy(from: string, to: string, entry: Entry, put: Put): void {
	const [source, target] = [join(from, entry.name), join(to, entry.name)];
	if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
	else if (entry.isDirectory()) {
		mkdirSync(target);
		for (const each of readdirSync(source, { withFileTypes: true })) copy(source, target, each, put);
	} else put(source, target);
}

function linkOrCopy(from: string, to: string): void {
	try {
		linkSync(from, to);
	} catch {
		copyFileSync(from, to);
	}
}
