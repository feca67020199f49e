import { performance } from "node:perf_hooks";
import { parentPort, workerData } from "node:worker_threads";
import { nextLook } from "../../lib/slots/pace.ts";
import { quantile } from "../quantile.ts";
import { Line } from "./line.ts";
import type { Gathering, Report } from "./viewers.ts";

const { port, path, viewers, watched = [], host } = workerData as Gathering;
const tickMs = 4;
const comeMs = 1_000 + viewers / 4;

/** What each list says, worked out once however many hear it. */
type News = { live: boolean; gone: boolean[] };
const lists = new Map<string, News>();
const answers: Record<string, number> = {};
const waits: number[] = [];
const lates: number[] = [];
let arrived = 0;

class Viewer {
	due = performance.now() + Math.random() * comeMs;
	waiting = false;
	line: Line | undefined;
	etag = "";
	readonly goneAt: (number | null)[] = watched.map(() => null);

	look(now: number): void {
		// Late for its own last answer, it is the server that is slow, and that is in the wait.
		if (!blocked.delete(this)) lates.push(now - this.due);
		this.waiting = true;
		this.line ??= new Line(port, (status, head, body) => this.hear(status, head, body));
		const known = this.etag && `If-None-Match: ${this.etag}\r\n`;
		this.line.send(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${known}\r\n`);
	}

	hear(status: number, head: string, body: string): void {
		const now = performance.now();
		if (!this.waiting) return;
		this.waiting = false;
		answers[status] = (answers[status] ?? 0) + 1;
		waits.push(now - this.due);
		if (status === 0) this.line = undefined;
		if (status === 200) this.read(/\r\netag: (\S+)/i.exec(head)?.[1] ?? "", body);
		if (answers[200] && ++arrived === viewers) parentPort?.postMessage("here");
		// When it was due counts, and not when it was answered: a slow server is asked no less.
		this.due += nextLook(lists.get(this.etag)?.live ?? false);
		if (this.due < now) blocked.add(this);
	}

	private read(etag: string, body: string): void {
		this.etag = etag;
		const news = lists.get(etag) ?? {
			live: body.includes('"live":true'),
			gone: watched.map((start) => !body.includes(`"startsAt":"${start}"`)),
		};
		lists.set(etag, news);
		for (const [i, gone] of news.gone.entries()) if (gone) this.goneAt[i] ??= Date.now();
	}
}

const blocked = new Set<Viewer>();
const crowd = Array.from({ length: viewers }, () => new Viewer());
const began = performance.eventLoopUtilization();
const clock = setInterval(() => {
	const now = performance.now();
	for (const viewer of crowd) if (!viewer.waiting && viewer.due <= now) viewer.look(now);
}, tickMs);

parentPort?.on("message", () => {
	clearInterval(clock);
	const report: Report = {
		answers,
		waitMs: spread(waits),
		lateMs: spread(lates),
		load: performance.eventLoopUtilization(began).utilization,
		goneAt: Object.fromEntries(
			watched.map((start, i) => [start, crowd.map(({ goneAt }) => goneAt[i] ?? null)]),
		),
	};
	for (const { line } of crowd) line?.close();
	parentPort?.postMessage(report);
});

function spread(values: number[]) {
	return { p50: quantile(values, 0.5), p99: quantile(values, 0.99), most: quantile(values, 1) };
}
