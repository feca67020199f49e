import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";

/**
 * Stands before Postgres and speaks TLS, as a hosted one does: says yes to the request for it, and passes on what is
 * inside. Gives the database's address as seen through it, by the name `localhost` unless it stands `at` another. It ends with the process.
 */
export async function tlsDoor(
	databaseUrl: string,
	identity: { cert: string; key: string },
	at = "localhost",
): Promise<string> {
	const target = new URL(databaseUrl);
	const server = createServer((client) => {
		client.once("data", (asked) => {
			// Eight bytes, 1234 5679: may we speak TLS? Whoever does not ask is not let in.
			if (asked.toString("hex") !== "0000000804d2162f") return client.destroy();
			client.write("S");
			const inside = new TLSSocket(client, { isServer: true, ...identity });
			const upstream = connect(Number(target.port), target.hostname);
			pipe(inside, upstream);
		});
		client.on("error", () => {});
	});
	await new Promise<void>((done) => server.listen(0, at === "localhost" ? "127.0.0.1" : at, done));
	server.unref();
	const url = new URL(databaseUrl);
	url.hostname = at;
	url.port = String((server.address() as AddressInfo).port);
	return url.href;
}

function pipe(one: Socket, other: Socket): void {
	for (const [from, to] of [
		[one, other],
		[other, one],
	] as const) {
		from.pipe(to);
		from.on("error", () => to.destroy());
		from.on("close", () => to.destroy());
	}
}
