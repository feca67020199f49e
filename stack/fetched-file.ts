import { CannotStart } from "./cannot-start.ts";

/** Whether a file is named by an address, as where a command runs on a machine that one can put no file on. */
export const isElsewhere = (file: string) => file.startsWith("https://");

const mostBytes = 64 * 1024 * 1024;

/**
 * What is in a file at an https address, such as a link that S3 has signed, and at no other that it leads to. Refuses (CannotStart)
 * where it is not to be had or past 64 MB, and says of the address no more than its path: the rest may be a key.
 */
export async function fetchedFile(address: string): Promise<Buffer> {
	const { origin, pathname, username, password } = new URL(address);
	try {
		if (username || password) throw new Error("it may name nobody before its host");
		const answer = await fetch(address, { signal: AbortSignal.timeout(60_000), redirect: "error" });
		if (!answer.ok) throw new Error(`it answered ${answer.status}`);
		const chunks: Uint8Array[] = [];
		let bytes = 0;
		for await (const chunk of answer.body ?? []) {
			bytes += chunk.byteLength;
			if (bytes > mostBytes) throw new Error("it is larger than 64 MB");
			chunks.push(chunk);
		}
		return Buffer.concat(chunks);
	} catch (error) {
		const { message, cause } = error as Error & { cause?: Error };
		throw new CannotStart(`There is no file at ${origin}${pathname}: ${cause?.message ?? message}`);
	}
}
