import { connect, createServer, type Socket } from "node:net";

/** A way to a server that can be made slow, or shut, or be led to another. */
export type Door = {
	/** From now on every answer comes so many milliseconds later. */
	slow(ms: number): void;
	/** Cuts every connection, and turns new ones away until it is opened. */
	shut(): void;
	/** Takes what is sent and lets no answer through, as when a reply is lost; what waits is cut when it is opened. */
	mute(): void;
	/** As on the first day. */
	open(): void;
	/** Leads to another port of this machine from now on; whoever is connected to the one before is cut. */
	to(port: number): void;
	stop(): Promise<void>;
};

/** Listens on 127.0.0.1:`port` and passes everything on to `to`. */
export async function startDoor({ port, to }: { port: number; to: number }): Promise<Door> {
	let target = to;
	let delayMs = 0;
	let isShut = false;
	let isMute = false;
	const sockets = new Set<Socket>();
	const server = createServer((client) => {
		if (isShut) return void client.destroy();
		const upstream = connect({ port: target, host: "127.0.0.1", noDelay: true });
		client.setNoDelay(true);
		for (const [one, other] of [
			[client, upstream],
			[upstream, client],
		] as const) {
			sockets.add(one);
			one.on("error", () => {});
			one.on("close", () => {
				sockets.delete(one);
				other.destroy();
			});
		}
		client.pipe(upstream);
		// One after the other, so that what was delayed less does not overtake.
		let before = Promise.resolve();
		let waiting = 0;
		upstream.on("data", (chunk) => {
			if (isMute) return;
			if (delayMs === 0 && waiting === 0) return void client.write(chunk);
			waiting++;
			const due = new Promise<void>((done) => setTimeout(done, delayMs));
			before = Promise.all([before, due]).then(() => {
				waiting--;
				if (!client.destroyed) client.write(chunk);
			});
		});
		upstream.on("end", () => void before.then(() => client.end()));
	});
	await new Promise<void>((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
	const cut = () => {
		for (const socket of sockets) socket.destroy();
	};
	return {
		slow: (ms) => {
			delayMs = ms;
		},
		shut: () => {
			isShut = true;
			cut();
		},
		mute: () => {
			isMute = true;
		},
		open: () => {
			if (isMute) cut();
			isMute = false;
			isShut = false;
			delayMs = 0;
		},
		to: (another) => {
			target = another;
			cut();
		},
		stop: () =>
			new Promise((done) => {
				server.close(() => done());
				cut();
			}),
	};
}
