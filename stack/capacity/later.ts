/** Things that come in some seconds, by the second. */
export class Later {
	private readonly due: number[] = [];

	/** `count` things, spread evenly around `seconds` from half of it to one and a half. */
	add(now: number, count: number, seconds: number): void {
		const from = now + Math.max(1, Math.round(seconds / 2));
		const to = Math.max(from, now + Math.round(seconds * 1.5));
		for (let at = from; at <= to; at++) this.due[at] = (this.due[at] ?? 0) + count / (to - from + 1);
	}

	take(now: number): number {
		return this.due[now] ?? 0;
	}

	/** As many as come from now on, and not later than so many seconds from now. */
	from(now: number, seconds = Number.POSITIVE_INFINITY): number {
		let count = 0;
		for (let at = now; at < this.due.length && at <= now + seconds; at++) count += this.due[at] ?? 0;
		return count;
	}
}
