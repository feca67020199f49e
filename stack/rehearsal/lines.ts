import { Line } from "./line.ts";

/** Forty networks: a whole town does not sit behind one. */
const addressOf = (at: number) => `127.0.0.${2 + (at % 40)}`;

type Due = { request: string; cutMs: number | undefined; hear: (heard: Heard) => void };
export type Heard = { status: number; head: string; body: string };

/**
 * So many connections that many people share, each for one request at a time, as through the proxies of a few networks.
 * What waits for one is sent in the order in which it came; a broken line answers 0 and is replaced.
 */
export class Lines {
	private readonly idle: number[];
	private readonly lines: (Line | undefined)[];
	private readonly hearing: (((heard: Heard) => void) | undefined)[];
	private readonly queue: Due[] = [];

	private readonly port: number;

	constructor(port: number, count: number) {
		this.port = port;
		this.idle = Array.from({ length: count }, (_, i) => i);
		this.lines = this.idle.map(() => undefined);
		this.hearing = this.idle.map(() => undefined);
	}

	/** With `cutMs` the line breaks so long after the request went out, if no answer has come by then. */
	send(request: string, cutMs?: number): Promise<Heard> {
		return new Promise((hear) => {
			this.queue.push({ request, cutMs, hear });
			this.next();
		});
	}

	/** How many wait for a line: many, and it is this program that is slow. */
	get waiting(): number {
		return this.queue.length;
	}

	close(): void {
		for (const line of this.lines) line?.close();
	}

	private next(): void {
		while (this.idle.length > 0) {
			const due = this.queue.shift();
			if (!due) return;
			const at = this.idle.pop() as number;
			this.hearing[at] = due.hear;
			this.lines[at] ??= new Line(
				this.port,
				(status, head, body) => this.hear(at, { status, head, body }),
				addressOf(at),
			);
			this.lines[at]?.send(due.request);
			if (due.cutMs !== undefined) this.cut(at, due.hear, due.cutMs);
		}
	}

	private cut(at: number, hear: Due["hear"], afterMs: number): void {
		setTimeout(() => {
			if (this.hearing[at] === hear) this.lines[at]?.close();
		}, afterMs);
	}

	private hear(at: number, heard: Heard): void {
		if (heard.status === 0) this.lines[at] = undefined;
		const hear = this.hearing[at];
		// A line that breaks while nobody uses it is missed by nobody.
		if (!hear) return;
		this.hearing[at] = undefined;
		this.idle.push(at);
		hear(heard);
		this.next();
	}
}
