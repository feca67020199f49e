import { CannotStart } from "./cannot-start.ts";

/** Whether a file is named by an address, as where a command runs on a machine that one can put no file on. */
export const isElsewhere = (file: string) => file.startsWith("https://");

/**
 * What is in a file at an https address, such as a link that S3 has signed. Refuses (CannotStart) where it is not to be had, and
 * says of the address no more than its path: what follows may be a key.
 */
export async function fetchedFile(address: string): Promise<Buffer> {
	const { origin, pathname } = new URL(address);
	try {
		const answer = await fetch(address, { signal: AbortSignal.timeout(60_000) });
		if (!answer.ok) throw new Error(`it answered ${answer.status}`);
		return Buffer.from(await answer.arrayBuffer());
	} catch (error) {
		const { message, cause } = error as Error & { cause?: Error };
		throw new CannotStart(`There is no file at ${origin}${pathname}: ${cause?.message ?? message}`);
	}
}
