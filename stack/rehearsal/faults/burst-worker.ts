import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { quantile } from "../../quantile.ts";
import { Line } from "../line.ts";
import type { Burst, Tapped } from "./burst.ts";

const { port, origin, people, forMs, type, wishes } = workerData as Burst;
const { host } = new URL(origin);
const until = performance.now() + forMs;
const answers: Tapped["answers"] = {};
const accepted: number[] = [];
let wordless = 0;

class Person {
	private heard: (status: number, head: string) => void = () => {};
	private line: Line | undefined;

	async come(): Promise<void> {
		await pause(Math.random() * 1_000);
		while (performance.now() < until) {
			await this.tap(wishes[Math.floor(Math.random() * wishes.length)]);
			await pause(500 + Math.random() * 1_000);
		}
		this.line?.close();
	}

	/** By one key until it is answered, or it is time to go. */
	private async tap(wish: Burst["wishes"][number] | undefined): Promise<void> {
		const body = JSON.stringify({ ...wish, type });
		const request = [
			"POST /api/holds HTTP/1.1",
			...[`Host: ${host}`, `Origin: ${origin}`, `Idempotency-Key: ${randomUUID()}`],
			...["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`, "", body],
		].join("\r\n");
		while (performance.now() < until) {
			const asked = performance.now();
			const { status, head } = await this.ask(request);
			answers[status] = (answers[status] ?? 0) + 1;
			if (status > 0 && status < 500) {
				accepted.push(performance.now() - asked);
				return;
			}
			const seconds = /\r\nretry-after: (\d+)/i.exec(head)?.[1];
			if (status === 503 && !seconds) wordless++;
			await pause(Number(seconds ?? 1) * (750 + Math.random() * 500));
		}
	}

	private ask(request: string): Promise<{ status: number; head: string }> {
		return new Promise((done) => {
			this.line ??= new Line(port, (status, head) => {
				if (status === 0) this.line = undefined;
				this.heard(status, head);
			});
			this.heard = (status, head) => done({ status, head });
			this.line.send(request);
		});
	}
}

await Promise.all(Array.from({ length: people }, () => new Person().come()));
parentPort?.postMessage({ answers, wordless, p95: quantile(accepted, 0.95) } satisfies Tapped);
