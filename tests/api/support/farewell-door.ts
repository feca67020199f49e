import { type AddressInfo, connect, createServer } from "node:net";

/**
 * Stands between a client and Postgres as a pooler does, and where the server says farewell it adds its own, in one
 * piece. Gives the address; it ends with the process that uses it.
 */
export async function farewellDoor(databaseUrl: string): Promise<string> {
	const target = new URL(databaseUrl);
	const server = createServer((client) => {
		const upstream = connect(Number(target.port), target.hostname);
		for (const socket of [client, upstream]) socket.on("error", () => {});
		client.on("close", () => upstream.destroy());
		client.pipe(upstream);
		upstream.on("end", () => client.end());
		upstream.on("data", (chunk) => {
			client.write(chunk.includes("SFATAL") ? Buffer.concat([chunk, farewell]) : chunk);
		});
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	server.unref();
	const url = new URL(databaseUrl);
	url.port = String((server.address() as AddressInfo).port);
	return url.href;
}

/** An ErrorResponse, word for word as PgBouncer has it. */
const farewell = message("E", "SFATAL\0C08P01\0Mserver conn crashed?\0\0");

function message(type: string, text: string): Buffer {
	const length = Buffer.alloc(4);
	length.writeInt32BE(4 + text.length);
	return Buffer.concat([Buffer.from(type), length, Buffer.from(text)]);
}
