import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { Latency } from "../run.ts";

/** What one second was like. Percentiles in ms; null where nothing was measured. */
export type Second = {
	/** Since 1970, in ms. */
	at: number;
	requests: number;
	failed: number;
	apiP50: number | null;
	apiP95: number | null;
	apiP99: number | null;
	pageP95: number | null;
	lateP99: number | null;
	/** How long those waited who were answered in that second, in ms. */
	took: Took;
};

export type Kind = "api" | "page" | "shared";
export type Took = { api: number[]; page: number[] };

const microseconds = 1_000;

const isFailed = (status: number) => status === 0 || status >= 500;

/**
 * Measures answers in HDR histograms, from when somebody was first to ask, and how late this program itself was. What
 * everybody is told by the edge is `shared`, and kept out of the API's figures, which it would flatter.
 */
export class Meter {
	readonly seconds: Second[] = [];
	readonly answers: Record<string, number> = {};
	private readonly routes = new Map<string, RecordableHistogram>();
	private readonly all = { api: createHistogram(), page: createHistogram() };
	private readonly now = { api: createHistogram(), page: createHistogram(), late: createHistogram() };
	private waits: Took = { api: [], page: [] };
	private readonly allLate = createHistogram();
	private requests = 0;
	private failed = 0;

	/** An answer on a route such as `POST hold`. A line that the person's own connection lost is no failure of ours. */
	answered(route: string, status: number, wasCut: boolean): void {
		const name = `${route} ${wasCut ? "cut" : status}`;
		this.answers[name] = (this.answers[name] ?? 0) + 1;
		this.requests++;
		if (!wasCut && isFailed(status)) this.failed++;
	}

	/**
	 * How long somebody waited who was then answered, however often they had to ask. What fails is counted, and is no answer:
	 * a quick no would be a good figure.
	 */
	took(route: string, kind: Kind, ms: number): void {
		const took = Math.max(1, Math.round(ms * microseconds));
		let histogram = this.routes.get(route);
		if (!histogram) {
			histogram = createHistogram();
			this.routes.set(route, histogram);
		}
		histogram.record(took);
		if (kind === "shared") return;
		this.all[kind].record(took);
		this.now[kind].record(took);
		this.waits[kind].push(ms);
	}

	late(ms: number): void {
		const took = Math.max(1, Math.round(ms * microseconds));
		this.now.late.record(took);
		this.allLate.record(took);
	}

	/** Closes a second. */
	tick(at: number): Second {
		const { api, page, late } = this.now;
		const second = {
			at,
			requests: this.requests,
			failed: this.failed,
			apiP50: percentile(api, 50),
			apiP95: percentile(api, 95),
			apiP99: percentile(api, 99),
			pageP95: percentile(page, 95),
			lateP99: percentile(late, 99),
			took: this.waits,
		};
		this.waits = { api: [], page: [] };
		this.seconds.push(second);
		for (const each of [api, page, late]) each.reset();
		this.requests = 0;
		this.failed = 0;
		return second;
	}

	/** By route; `API` and `page` are all of a kind. */
	latency(): Record<string, Latency> {
		const every = [["API", this.all.api] as const, ["page", this.all.page] as const, ...this.routes];
		return Object.fromEntries(
			every.filter(([, { count }]) => count > 0).map(([name, histogram]) => [name, spread(histogram)]),
		);
	}

	lateness(): Latency {
		return spread(this.allLate);
	}
}

function spread(histogram: RecordableHistogram): Latency {
	const at = (share: number) => percentile(histogram, share) ?? 0;
	return {
		count: histogram.count,
		p50: at(50),
		p90: at(90),
		p95: at(95),
		p99: at(99),
		p999: at(99.9),
		max: histogram.count ? histogram.max / microseconds : 0,
	};
}

function percentile(histogram: RecordableHistogram, share: number): number | null {
	return histogram.count ? histogram.percentile(share) / microseconds : null;
}
