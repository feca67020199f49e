import { parentPort, workerData } from "node:worker_threads";
import { Line } from "../rehearsal/line.ts";
import type { Round, Told } from "./getters.ts";

const { port, host, connections } = workerData as { port: number; host: string; connections: number };

parentPort?.on("message", async (round: Round) => {
	const told: Told = await run(round).catch((error: Error) => ({ fault: error.message }));
	parentPort?.postMessage(told);
});

/** Each connection asks as soon as it has its answer: the paths in turn, or the one path over and over. */
function run({ ms, paths }: Round): Promise<Told> {
	return new Promise((done, fail) => {
		const lines: Line[] = [];
		const from = performance.now();
		let answers = 0;
		let asked = 0;
		let ended = false;
		const end = (finish: () => void) => {
			if (ended) return;
			ended = true;
			for (const line of lines) line.close();
			finish();
		};
		const next = (line: Line) => {
			const path = paths.length === 1 ? paths[0] : paths[asked];
			if (!path) return end(() => fail(new Error("The round ran out of things to get.")));
			asked++;
			line.send(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
		};
		for (let i = 0; i < connections; i++) {
			const line: Line = new Line(port, (status, head) => {
				if (ended) return;
				if (status !== 200) return end(() => fail(new Error(`Not 200 but\n${head}`)));
				answers++;
				const spent = performance.now() - from;
				if (spent >= ms) return end(() => done({ perSecond: (answers * 1_000) / spent, asked }));
				next(line);
			});
			lines.push(line);
			next(line);
		}
	});
}
