import pg from "pg";
import { addressOf } from "../lib/database-address.ts";

/** Works over one connection, which is closed afterwards; `url` is most often the superuser's, `ca` as in `addressOf`. */
export async function asAdmin<T>(
	url: string,
	work: (admin: pg.Client) => Promise<T>,
	ca?: string,
): Promise<T> {
	const admin = new pg.Client({ ...addressOf(url, ca), connectionTimeoutMillis: 10_000 });
	// Where it breaks, what waits for an answer hears of it; without a listener it would end the process.
	admin.on("error", () => {});
	try {
		await admin.connect();
		return await work(admin);
	} finally {
		await admin.end().catch(() => {});
	}
}
