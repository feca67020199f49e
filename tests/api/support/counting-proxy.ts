import { type AddressInfo, connect, createServer } from "node:net";

export type CountingProxy = { url: string; roundTrips(): number };

/**
 * Stands between a client and Postgres and counts the round trips: each Query and each Sync from the client is one, as
 * the server answers both with ReadyForQuery and nothing else. It ends with the process that uses it.
 */
export async function countingProxy(databaseUrl: string): Promise<CountingProxy> {
	const target = new URL(databaseUrl);
	let trips = 0;
	const server = createServer((client) => {
		const upstream = connect(Number(target.port), target.hostname);
		for (const socket of [client, upstream]) {
			socket.setNoDelay(true);
			socket.on("error", () => {});
			socket.on("close", () => (socket === client ? upstream : client).destroy());
		}
		let pending = Buffer.alloc(0);
		let greeted = false;
		client.on("data", (chunk) => {
			pending = Buffer.concat([pending, chunk]);
			for (;;) {
				// The first message has no type: only its length.
				const typed = greeted ? 1 : 0;
				if (pending.length < typed + 4) break;
				const length = typed + pending.readInt32BE(typed);
				if (pending.length < length) break;
				const type = greeted ? String.fromCharCode(pending[0] ?? 0) : "startup";
				if (type === "Q" || type === "S") trips++;
				pending = pending.subarray(length);
				greeted = true;
			}
			upstream.write(chunk);
		});
		upstream.pipe(client);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	server.unref();
	const url = new URL(databaseUrl);
	url.hostname = "127.0.0.1";
	url.port = String((server.address() as AddressInfo).port);
	return {
		url: url.href,
		roundTrips: () => trips,
	};
}
