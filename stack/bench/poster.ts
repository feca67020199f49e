import { connect, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import type { Round, Told } from "./posters.ts";

const { port, connections } = workerData as { port: number; connections: number };

parentPort?.on("message", async (round: Round) => {
	const told: Told = await run(round).catch((error: Error) => ({ fault: error.message }));
	parentPort?.postMessage(told);
});

async function run({ ms, requests }: Round): Promise<Told> {
	// New ones for each round: the server hangs up on who is silent for five seconds.
	const sockets = await Promise.all(Array.from({ length: connections }, open));
	let answers = 0;
	const from = performance.now();
	const line = async (socket: Socket) => {
		for (; performance.now() < from + ms; answers++) {
			const request = requests.pop();
			if (!request) throw new Error("The round ran out of things to post.");
			const answer = await exchange(socket, request);
			if (!answer.startsWith("HTTP/1.1 201 ")) throw new Error(`Not 201 to\n${request}\n\nbut\n${answer}`);
		}
	};
	try {
		await Promise.all(sockets.map(line));
		return { perSecond: (answers * 1_000) / (performance.now() - from) };
	} finally {
		for (const socket of sockets) socket.destroy();
	}
}

function open(): Promise<Socket> {
	return new Promise((done, fail) => {
		const socket = connect({ port, host: "127.0.0.1", noDelay: true });
		socket
			.setEncoding("latin1")
			.once("error", fail)
			.once("connect", () => done(socket.off("error", fail)));
	});
}

/** Bare sockets, since Node's own client costs as much as a quarter of what it would measure here. */
function exchange(socket: Socket, request: string): Promise<string> {
	return new Promise((done, fail) => {
		let said = "";
		const hear = (text: string) => {
			said += text;
			if (!isWhole(said)) return;
			socket.off("data", hear).off("close", gone);
			done(said);
		};
		const gone = () => fail(new Error(`The app hung up in the middle of a request, after "${said}".`));
		socket.on("data", hear).once("close", gone).write(request);
	});
}

function isWhole(answer: string): boolean {
	const head = answer.indexOf("\r\n\r\n");
	if (head < 0) return false;
	const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head))?.[1];
	return length ? answer.length >= head + 4 + Number(length) : answer.endsWith("\r\n0\r\n\r\n");
}
