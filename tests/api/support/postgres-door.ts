import { type AddressInfo, connect, createServer } from "node:net";
import { Transform } from "node:stream";

type Changes = {
	/** Where it stands; on this machine, unless said otherwise. */
	at?: string;
	/** Changes what is answered, in as many bytes. */
	answers?: (text: string) => string;
};

/** Stands before Postgres, without TLS. Gives the database's address as seen through it. It ends with the process. */
export async function postgresDoor(databaseUrl: string, changes: Changes): Promise<string> {
	const { at = "127.0.0.1", answers = (text: string) => text } = changes;
	const target = new URL(databaseUrl);
	const server = createServer((client) => {
		const upstream = connect(Number(target.port), target.hostname);
		const changed = new Transform({
			transform: (chunk, _, done) => done(null, Buffer.from(answers(chunk.toString("latin1")), "latin1")),
		});
		client.pipe(upstream);
		upstream.pipe(changed).pipe(client);
		for (const [one, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			one.on("error", () => other.destroy());
			one.on("close", () => other.destroy());
		}
	});
	await new Promise<void>((done) => server.listen(0, at, done));
	server.unref();
	const url = new URL(databaseUrl);
	url.hostname = at;
	url.port = String((server.address() as AddressInfo).port);
	return url.href;
}

/** Speaks as a Postgres that lets nobody in, in these words. It ends with the process. */
export async function refusingDoor(message: string): Promise<string> {
	const said = Buffer.from(`SFATAL\0VFATAL\0CXX000\0M${message}\0\0`);
	const size = Buffer.alloc(4);
	size.writeInt32BE(said.length + 4);
	const server = createServer((client) => {
		client.on("error", () => {});
		client.once("data", () => client.end(Buffer.concat([Buffer.from("E"), size, said])));
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	server.unref();
	return `postgres://nobody@127.0.0.1:${(server.address() as AddressInfo).port}/postgres`;
}
