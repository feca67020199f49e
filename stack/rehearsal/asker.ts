import pg from "pg";

/** Asks over one connection, which it makes anew where it broke; no answer within a second is none. */
export class Asker {
	private client: pg.Client | undefined;
	private askedAt = "";
	private readonly url: () => string;

	/** `url` says where, at that moment. */
	constructor(url: () => string) {
		this.url = url;
	}

	async ask(question: string): Promise<Record<string, unknown>[] | undefined> {
		try {
			if (this.askedAt !== this.url()) await this.end();
			if (!this.client) {
				this.askedAt = this.url();
				const client = new pg.Client({ connectionString: this.askedAt, connectionTimeoutMillis: 900 });
				client.on("error", () => void this.end());
				await client.connect();
				this.client = client;
			}
			const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error("late")), 900).unref());
			return (await Promise.race([this.client.query(question), late])).rows;
		} catch {
			await this.end();
			return undefined;
		}
	}

	async end(): Promise<void> {
		const { client } = this;
		this.client = undefined;
		await Promise.race([client?.end().catch(() => {}), new Promise((wake) => setTimeout(wake, 200))]);
	}
}
