import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { trafficIn } from "../../stack/rehearsal/traffic.ts";
import { answeredBy, asked } from "../../stack/rehearsal/visits.ts";

const folder = mkdtempSync(join(tmpdir(), "firstbell-visits-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** As nginx writes it: seconds, status, what the cache did, bytes, seconds it took, method, address, who answered. */
const log = (...lines: string[]) => {
	const file = join(folder, "visits.log");
	writeFileSync(file, `${lines.join("\n")}\n`);
	return file;
};

const status = "/api/openings/0a/status/1";
const visits = [
	`99.999 200 MISS 500 0.003 GET ${status} 127.0.0.1:4410`,
	`100.000 200 MISS 500 0.003 GET ${status} 127.0.0.1:4410`,
	`100.500 304 HIT 0 0.000 GET ${status} -`,
	`100.999 200 UPDATING 300 0.000 GET ${status} -`,
	"101.250 201 - 700 0.020 POST /api/bookings 127.0.0.1:4421",
	"101.300 502 - 150 0.001 POST /api/bookings?again=1 127.0.0.1:4422, 127.0.0.1:4421",
	"103.000 200 HIT 20 0.000 GET /t/ada -",
];

test("requests are counted by second and by route, with their bytes and what the cache answered itself", async () => {
	const { bySecond, byRoute } = await trafficIn(log(...visits), 100_000, 102_500);
	expect(bySecond).toEqual([3, 2, 0]);
	expect(byRoute).toEqual({
		"GET status": { requests: 3, bytes: 800, hits: 2 },
		"POST bookings": { requests: 2, bytes: 850, hits: 0 },
	});
});

test("what came before and after, and a line that is still being written, is not", async () => {
	const file = log(...visits, "101.9");
	expect((await trafficIn(file, 104_000, 105_000)).byRoute).toEqual({});
	expect((await trafficIn(file, 99_000, 100_000)).bySecond).toEqual([1]);
	expect(asked(file, status, 100_000, 100_999)).toBe(2);
	expect(asked(file, "/api/openings/0a/status/2", 0, 200_000)).toBe(0);
});

test("an instance is known to have been asked by its port, also when another was asked before it", () => {
	const file = log(...visits);
	expect(answeredBy(file, 4421, 0)).toBe(2);
	expect(answeredBy(file, 4422, 0)).toBe(1);
	expect(answeredBy(file, 4421, 101_300)).toBe(1);
	expect(answeredBy(file, 442, 0)).toBe(0);
	expect(answeredBy(file, 4410, 100_001)).toBe(0);
});
