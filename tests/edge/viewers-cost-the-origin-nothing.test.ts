import { expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { quantile } from "../../stack/quantile.ts";
import { gather } from "../../stack/rehearsal/viewers.ts";
import { ask } from "../api/support/ask.ts";
import { book, booker, newSchool, startIn } from "../api/support/school.ts";
import { edgeHost, edgePort, listReads, originRequests, pause } from "./support/rig.ts";

// A week of office hours: 112 times.
const { teachers } = await newSchool(1, { from: 9, to: 17 });
const teacher = teachers[0]?.handle ?? "";
// All of them within one week.
const monday = 7 - ((new Date().getUTCDay() + 6) % 7) + 7;
const start = (n: number) =>
	startIn(
		monday + Math.floor(n / 16),
		`${String(9 + Math.floor((n % 16) / 2)).padStart(2, "0")}:${n % 2 ? "30" : "00"}`,
	);
const path = `/api/slots/${teacher}/lesson/${weekOf(start(0))}`;
let taken = 0;

/** So many people watch for so long, while a time is booked every two seconds. */
async function watched(viewers: number, seconds: number) {
	const first = taken;
	const wanted = Array.from({ length: Math.floor(seconds / 2) }, (_, i) => start(first + i));
	taken += wanted.length;
	const crowd = await gather({ port: edgePort, host: edgeHost, path, viewers, watched: wanted });
	const [from, reads] = [Date.now(), await listReads()];
	const bookedAt: number[] = [];
	for (const [i, startsAt] of wanted.entries()) {
		// At each time of a second equally often, since the edge renews its copy when one begins.
		const at = Math.ceil(from / 1_000 + 2 * i) * 1_000 + ((i + 0.5) / wanted.length) * 1_000;
		await pause(Math.max(0, at - Date.now()));
		await book(teacher, startsAt, booker(`Watched ${first + i}`));
		bookedAt.push(Date.now());
	}
	// Until the last of them has been seen to go, too.
	await pause(Math.max(2_500, from + seconds * 1_000 - Date.now()));
	const [to, readsAfter] = [Date.now(), await listReads()];
	const report = await crowd.leave();
	const length = (to - from) / 1_000;
	const delays = wanted.flatMap((startsAt, i) =>
		(report.goneAt[startsAt] ?? []).map((at) =>
			at === null ? Number.POSITIVE_INFINITY : at - (bookedAt[i] ?? 0),
		),
	);
	const figures = {
		viewers,
		asksASecond: Math.round(Object.values(report.answers).reduce((sum, n) => sum + n, 0) / length),
		originASecond: originRequests(path, from, to) / length,
		readsASecond: (readsAfter - reads) / length,
		goneMs: { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), most: Math.max(...delays) },
		...report,
		goneAt: undefined,
	};
	console.log(
		JSON.stringify(figures, (_, value) => (typeof value === "number" ? Number(value.toFixed(2)) : value)),
	);
	return figures;
}

test("two thousand viewers are two requests a second, one question a second, and see what is gone; so are four thousand", async () => {
	// The first booking is what makes it live.
	await book(teacher, start(taken++), booker("Makes It Live"));
	await expect.poll(async () => (await ask("GET", path)).json.live, { timeout: 5_000 }).toBe(true);
	const two = await watched(2_000, 30);
	expect(Object.keys(two.answers).sort()).toEqual(["200", "304"]);
	expect(two.asksASecond).toBeGreaterThan(3_600);
	expect(two.lateMs.p99, "the generator kept its own times").toBeLessThan(250);
	expect(two.originASecond).toBeLessThanOrEqual(2);
	expect(two.readsASecond).toBeLessThanOrEqual(1);
	// On a machine that is busy with other things the viewers themselves are late, to ask and to hear.
	expect(two.goneMs.p99).toBeLessThanOrEqual(1_500 + 2 * two.lateMs.p99);

	const four = await watched(4_000, 20);
	expect(Object.keys(four.answers).sort()).toEqual(["200", "304"]);
	expect(four.asksASecond).toBeGreaterThan(1.7 * two.asksASecond);
	expect(four.originASecond).toBeLessThan(1.3 * two.originASecond);
	expect(four.readsASecond).toBeLessThan(1.3 * two.readsASecond);
}, 300_000);

test("an answer is compressed at the edge, and who has it hears 304 there", async () => {
	const whole = await ask("GET", path, { headers: { "accept-encoding": "gzip" } });
	expect(whole.headers.get("content-encoding")).toBe("gzip");
	const etag = whole.headers.get("etag") ?? "";
	const again = await ask("GET", path, { headers: { "accept-encoding": "gzip", "if-none-match": etag } });
	expect(again.status).toBe(304);
	const plain = await ask("GET", path, { headers: { "accept-encoding": "identity" } });
	expect([plain.headers.get("content-encoding"), plain.text]).toEqual([null, whole.text]);
	expect(whole.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1, must-revalidate");
});
