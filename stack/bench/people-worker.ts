import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { Line } from "../rehearsal/line.ts";
import type { Rush, Tally } from "./people.ts";

const { port, origin, comeMs, wishes } = workerData as Rush;
const { host } = new URL(origin);
const tally: Tally = {};

class Person {
	private heard: (status: number, head: string) => void = () => {};
	private readonly line = new Line(port, (status, head) => this.heard(status, head));

	async come({ teacher, type, startsAt, week }: Rush["wishes"][number]): Promise<void> {
		await this.ask("look", `GET /api/slots/${teacher}/${type}/${week} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
		const who = randomUUID();
		const body = JSON.stringify({
			...{ teacher, type, startsAt, timeZone: "UTC" },
			...{ name: `Booker ${who}`, email: `${who}@booker.example` },
		});
		const request = [
			"POST /api/bookings HTTP/1.1",
			`Host: ${host}`,
			`Origin: ${origin}`,
			`Idempotency-Key: ${who}`,
			"Content-Type: application/json",
			`Content-Length: ${Buffer.byteLength(body)}`,
			"",
			body,
		].join("\r\n");
		for (let tries = 0; tries < 30; tries++) {
			const { status, waitMs } = await this.ask("book", request);
			if (status < 500) break;
			await pause(waitMs * (1 + Math.random()));
		}
		this.heard = () => {};
		this.line.close();
	}

	private ask(what: string, request: string): Promise<{ status: number; waitMs: number }> {
		return new Promise((done) => {
			this.heard = (status, head) => {
				const name = `${what} ${status}`;
				tally[name] = (tally[name] ?? 0) + 1;
				done({ status, waitMs: 1_000 * Number(/\r\nretry-after: (\d+)/i.exec(head)?.[1] ?? 1) });
			};
			this.line.send(request);
		});
	}
}

await Promise.all(
	wishes.map(async (wish) => {
		await pause(Math.random() * comeMs);
		await new Person().come(wish);
	}),
);
parentPort?.postMessage(tally);
