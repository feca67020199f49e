import { closeSync, openSync, readSync, statSync } from "node:fs";

/** Tells how many lines a file has got since it was asked last. */
export function countLines(file: string): () => number {
	const size = () => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	let read = size();
	return () => {
		const more = size() - read;
		if (more <= 0) return 0;
		const bytes = Buffer.alloc(more);
		const handle = openSync(file, "r");
		const got = readSync(handle, bytes, 0, more, read);
		closeSync(handle);
		read += got;
		let lines = 0;
		for (let i = 0; i < got; i++) if (bytes[i] === 10) lines++;
		return lines;
	};
}
