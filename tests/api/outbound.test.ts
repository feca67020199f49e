import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { reach, Unreached, whyNot } from "../../lib/outbound.ts";
import { isPublicAddress } from "../../lib/public-address.ts";

// `npm test` says that 127.0.0.1 is ours, and may be asked by http; nothing else in here is.
const served = new Map<
	string,
	(respond: import("node:http").ServerResponse, ask: import("node:http").IncomingMessage) => void
>();
const asked: string[] = [];
const server: Server = createServer((ask, respond) => {
	asked.push(ask.url ?? "");
	(served.get(ask.url ?? "") ?? (() => respond.writeHead(404).end("none")))(respond, ask);
});
await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
const { port } = server.address() as AddressInfo;
const here = `http://127.0.0.1:${port}`;
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const limits = { limitBytes: 1_000, timeoutMs: 1_500 };
const why = (url: string, options: Partial<Parameters<typeof reach>[1]> = {}) =>
	reach(url, { ...limits, ...options }).then(
		({ status }) => `answered ${status}`,
		(error) => {
			if (!(error instanceof Unreached)) throw error;
			return error.failure;
		},
	);

describe("where it goes", () => {
	test.each([
		...["https://127.0.0.2/", "https://localhost/", "https://10.1.2.3/", "https://172.16.0.1/"],
		...[
			"https://192.168.1.1/",
			"https://169.254.169.254/latest/meta-data/",
			"https://100.64.0.1/",
			"https://0.0.0.0/",
		],
		...[
			"https://0/",
			"https://2130706434/",
			"https://0x7f000002/",
			"https://017700000002/",
			"https://127.2/",
		],
		...["https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.2]/", "https://[::ffff:a9fe:a9fe]/"],
		...["https://[fe80::1]/", "https://[fd00::1]/", "https://[64:ff9b::7f00:2]/", "https://[2002:7f00:2::]/"],
		...["https://224.0.0.1/", "https://255.255.255.255/", "https://１２７.0.0.2/", "https://[2001:db8::1]/"],
	])("nothing asks %s", async (url) => {
		expect(await why(url)).toBe("private");
	});

	test.each([
		...[
			"http://example.org/",
			"ftp://example.org/",
			"file:///etc/passwd",
			"gopher://127.0.0.1/",
			"nonsense",
			"",
		],
		...[
			"https://name:word@example.org/",
			"https://name@example.org/",
			"javascript:alert(1)",
			"data:text/calendar,x",
		],
	])("nothing asks for %s", async (url) => {
		expect([await why(url), whyNot(url)]).toEqual(["address", "address"]);
	});

	test.each([
		["http://calendar.school.example/a.ics", undefined],
		["https://calendar.school.example:443/a.ics", undefined],
		["http://calendar.school.example:6379/a.ics", "address"],
		["http://calendar.school.example:443/a.ics", "address"],
		["http://caldav.school.example:8443/a.ics", undefined],
		["http://caldav.school.example/a.ics", "address"],
		["http://other.caldav.school.example:8443/a.ics", "address"],
		["http://127.0.0.1:9/a.ics", undefined],
	])("what is trusted is so at its port alone: %s", (url, no) => {
		expect(whyNot(url)).toBe(no);
	});

	test("a name is looked up once, all it leads to must be public, and that is where it goes", async () => {
		let looked = 0;
		// First to somebody public, and to ourselves from then on.
		const resolve = async () => [{ address: looked++ === 0 ? "192.0.43.10" : "127.0.0.1", family: 4 }];
		const begun = Date.now();
		// Nobody answers at that port; it must be there that nobody did.
		expect(await why(`https://rebinding.example:${port}/`, { resolve, timeoutMs: 400 })).toMatch(
			/^(slow|unreachable)$/,
		);
		expect([looked, asked]).toEqual([1, []]);
		expect(Date.now() - begun).toBeLessThan(3_000);
		const two = async () => [
			{ address: "192.0.43.10", family: 4 },
			{ address: "::ffff:127.0.0.1", family: 6 },
		];
		expect(await why("https://two-faced.example/", { resolve: two })).toBe("private");
		expect(await why("https://nobody.example/", { resolve: async () => [] })).toBe("nobody");
		expect(
			await why("https://silent.example/", { resolve: () => new Promise(() => {}), timeoutMs: 100 }),
		).toBe("slow");
		expect(asked).toEqual([]);
	});

	test("what leads elsewhere is looked at anew each time, and followed as often as was said", async () => {
		const to = (path: string, location: string) =>
			served.set(path, (respond) => respond.writeHead(302, { location }).end());
		served.set("/there", (respond) => respond.end("there"));
		to("/3", "/there");
		to("/2", `${here}/3`);
		to("/1", "2");
		expect(await why(`${here}/1`, { redirects: 3 })).toBe("answered 200");
		expect(await why(`${here}/1`, { redirects: 2 })).toBe("redirects");
		expect(await why(`${here}/3`)).toBe("redirects");
		for (const [location, failure] of [
			["https://169.254.169.254/", "private"],
			["http://example.org/", "address"],
			["https://name:word@example.org/", "address"],
			["file:///etc/passwd", "address"],
			[`http://localhost:${port}/there`, "address"],
			["https://[::1]/", "private"],
			["http://%", "address"],
		] as const) {
			to("/away", location);
			expect(await why(`${here}/away`, { redirects: 3 }), location).toBe(failure);
		}
	});

	test("what is told by POST goes where it was meant to and nowhere else, and no more than the head of an answer is waited for", async () => {
		const told: string[] = [];
		const hears = (path: string, status: number, headers = {}) =>
			served.set(path, (respond, ask) => {
				ask.on("data", (chunk) => told.push(`${path} ${ask.method} ${chunk}`));
				// Never ends by itself.
				ask.on("end", () => respond.writeHead(status, headers).flushHeaders());
			});
		hears("/told", 200);
		hears("/elsewhere", 307, { location: `${here}/told` });
		const options = { body: "{}", limitBytes: 0, redirects: 3 };
		expect(await why(`${here}/told`, options)).toBe("answered 200");
		expect(await why(`${here}/elsewhere`, options)).toBe("redirects");
		expect(told).toEqual(["/told POST {}", "/elsewhere POST {}"]);
		expect(await why("https://[::1]/", options)).toBe("private");
		const before = asked.length;
		let looked = 0;
		const resolve = async () => [{ address: looked++ === 0 ? "192.0.43.10" : "127.0.0.1", family: 4 }];
		const rebinding = `https://rebinding.example:${port}/told`;
		expect(await why(rebinding, { ...options, resolve, timeoutMs: 400 })).toMatch(/^(slow|unreachable)$/);
		expect([looked, asked.length]).toEqual([1, before]);
	});

	test("no address of a network that is not public is taken for one, however it is spelled", () => {
		const octet = fc.nat(255);
		const own = fc.oneof(
			fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
			fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
			fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
			fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
			fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
			fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
		);
		fc.assert(
			fc.property(own, ([a, b, c, d]) => {
				const number = ((a * 256 + b) * 256 + c) * 256 + d;
				const spelled = [`${a}.${b}.${c}.${d}`, number, `0x${number.toString(16)}`, `0${number.toString(8)}`];
				for (const host of [...spelled, `[::ffff:${a}.${b}.${c}.${d}]`, `[::${a}.${b}.${c}.${d}]`])
					if (
						`https://${host}/` !== "https://127.0.0.1/" &&
						new URL(`https://${host}/`).hostname !== "127.0.0.1"
					)
						expect(whyNot(`https://${host}/`), String(host)).toBe("private");
			}),
		);
		for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"])
			expect(isPublicAddress(address), address).toBe(true);
	});
});

describe("what comes back", () => {
	test("is read to its end, unpacked where it is packed, with what was asked for said along", async () => {
		served.set("/plain", (respond, { headers }) =>
			respond
				.writeHead(200, { etag: '"1"' })
				.end(`${headers["accept-encoding"]} ${headers["if-none-match"]}`),
		);
		served.set("/packed", (respond) =>
			respond.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("a calendar")),
		);
		const plain = await reach(`${here}/plain`, { ...limits, headers: { "if-none-match": '"0"' } });
		expect([plain.status, plain.headers.etag, String(plain.body)]).toEqual([200, '"1"', 'gzip "0"']);
		expect(String((await reach(`${here}/packed`, limits)).body)).toBe("a calendar");
	});

	test("is given up where it is too large, said or not, packed or not, or packed in another way", async () => {
		const large = Buffer.alloc(100_000_000);
		const bomb = gzipSync(large);
		served.set("/said", (respond) =>
			respond.writeHead(200, { "content-length": 1_001 }).end("x".repeat(1_001)),
		);
		served.set("/unsaid", (respond) => respond.end(large));
		served.set("/bomb", (respond) => respond.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
		served.set("/twice", (respond) => respond.writeHead(200, { "content-encoding": "gzip, gzip" }).end("x"));
		served.set("/broken", (respond) => respond.writeHead(200, { "content-encoding": "gzip" }).end("no gzip"));
		const before = process.memoryUsage().rss;
		expect(await why(`${here}/said`)).toBe("large");
		expect(await why(`${here}/unsaid`)).toBe("large");
		expect(await why(`${here}/bomb`, { limitBytes: 200_000 })).toBe("large");
		expect(await why(`${here}/twice`)).toBe("encoding");
		expect(await why(`${here}/broken`)).toBe("encoding");
		expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
	});

	test("is given up where it takes too long or breaks off, wherever it is by then", async () => {
		served.set("/silent", () => {});
		served.set("/drip", (respond) => {
			const drops = setInterval(() => respond.write("x"), 20);
			respond.on("close", () => clearInterval(drops));
		});
		served.set("/cut", (respond) => {
			respond.writeHead(200, { "content-length": 100 }).write("half");
			setTimeout(() => respond.destroy(), 20);
		});
		served.set("/round", (respond) => respond.writeHead(302, { location: "/silent" }).end());
		expect(await why(`${here}/silent`, { timeoutMs: 200 })).toBe("slow");
		expect(await why(`${here}/drip`, { timeoutMs: 200 })).toBe("slow");
		expect(await why(`${here}/round`, { timeoutMs: 200, redirects: 1 })).toBe("slow");
		expect(await why(`${here}/cut`)).toBe("unreachable");
		expect(await why("http://127.0.0.1:9/")).toBe("unreachable");
	});

	test("says nothing of what was asked for where it fails", async () => {
		const secret = "https://10.0.0.1/private-0123456789";
		await reach(secret, limits).catch((error) =>
			expect(`${error} ${error.stack}`).not.toContain("0123456789"),
		);
		await reach(`${here}/secret-0123456789`, { ...limits, timeoutMs: 1 }).catch((error) =>
			expect(JSON.stringify([String(error), error.stack, error.cause ?? ""])).not.toContain("0123456789"),
		);
	});
});
