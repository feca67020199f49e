import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { signRef } from "../../lib/bookings/ref.ts";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { newKey, post, postForm, type Said } from "./support/ask.ts";
import { earlyInAMinute } from "./support/early-in-a-minute.ts";
import { makeStaff } from "./support/office.ts";
import { routes } from "./support/routes.ts";
import { booker, newSchool, rows, startIn } from "./support/school.ts";
import { codeFor, signIn } from "./support/session.ts";

const { teachers } = await newSchool(3);
const [teacher, other] = teachers.map(({ handle }) => handle) as [string, string];
const wish = (day: number, time: string) => ({ teacher, type: "group", startsAt: startIn(day, time) });
const hours = Array.from({ length: 20 }, (_, i) => `${String(i).padStart(2, "0")}:00`);

beforeEach(earlyInAMinute);
afterEach(() => vi.restoreAllMocks());

function tooFast(said: Said): void {
	expect([said.status, said.error?.code], said.text).toEqual([429, "SLOWD"]);
	expect([said.headers.get("retry-after"), said.error?.retryAfter]).toEqual(["60", 60]);
}

test("twenty bookings may name one address, and then it is SLOWD for a minute, in both forms", async () => {
	const who = booker("Twenty Bookings");
	for (const time of hours)
		expect((await post("/api/bookings", { ...wish(3, time), ...who })).status).toBe(201);
	tooFast(await post("/api/bookings", { ...wish(4, "10:00"), ...who }));
	// The address alone counts: not its spelling, nor the name beside it, nor the teacher.
	const spelled = { ...who, name: "Somebody Else", email: ` ${who.email.toUpperCase()}` };
	tooFast(await post("/api/bookings", { ...wish(4, "11:00"), teacher: other, ...spelled }));

	const { hold } = (await post("/api/holds", wish(4, "12:00"))).json;
	tooFast(await post("/api/bookings", { hold, ...who }));
	expect(await rows("select from app.bookings where email = $1", [who.email])).toHaveLength(20);
	// A cancellation is taken all the same.
	const [first] = await rows<{ id: string }>("select id from app.bookings where email = $1 limit 1", [
		who.email,
	]);
	const ref = signRef({ bookingId: first?.id ?? "", linkVersion: 1 });
	expect((await post("/api/cancellations", { booking: ref })).status).toBe(200);
	// The seat is still held, for somebody else at the same machine, too.
	expect((await post("/api/bookings", { hold, ...booker("Next In Line") })).status).toBe(201);
});

test("two hundred people behind one address of the network are not slowed down", async () => {
	// Two hundred at one seat may hear that many people are here just now. That is the crowd and not a limit:
	// it is asked again when it says so, as the page does, and then everybody has an answer.
	const ask = async (name: string) => {
		const wanted = { ...wish(5, "10:00"), ...booker(name) };
		for (;;) {
			const { error } = await post("/api/bookings", wanted);
			if (error?.code !== "BUSY0") return error?.code;
			// Not all at once again: others are here, too.
			await new Promise((wake) => setTimeout(wake, 1_000 * (Number(error.retryAfter ?? 1) + Math.random())));
		}
	};
	const said = await Promise.all(Array.from({ length: 200 }, (_, i) => ask(`Pupil ${i}`)));
	expect(new Set(said)).toEqual(new Set([undefined, "TAKEN"]));
});

const cookieOf = (said: Said) =>
	said.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");
const hold = (time: string, cookie?: string) => post("/api/holds", wish(6, time), undefined, { cookie });

describe("a device", () => {
	test("is told what is left, and is slowed down past it, while the one beside it is not", async () => {
		const first = await hold("00:00");
		const cookie = cookieOf(first);
		expect(cookie).toMatch(/^firstbell_device=[\w-]{22}\.[\w-]{22}$/);
		expect(first.headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=Lax$/);
		expect(first.headers.get("ratelimit-policy")).toBe('"holds:device";q=12;w=300');
		expect(first.headers.get("ratelimit")).toMatch(/^"holds:device";r=11;t=\d+$/);
		const more = await Promise.all(hours.slice(1, 13).map((time) => hold(time, cookie)));
		expect(more.filter(({ status }) => status === 201)).toHaveLength(11);
		const slowed = more.find(({ status }) => status === 429) as Said;
		expect(slowed.error?.code).toBe("SLOWD");
		const wait = Number(slowed.headers.get("retry-after"));
		expect([wait > 0, wait <= 300, slowed.error?.retryAfter]).toEqual([true, true, wait]);
		expect(slowed.headers.get("ratelimit")).toContain("r=0");
		expect((await hold("13:00", cookie)).status).toBe(429);
		expect((await hold("13:30")).status).toBe(201);
	});

	test("has one count of bookings, whether they come as JSON or as a form", async () => {
		const cookie = cookieOf(await hold("19:00"));
		const who = (i: number) => booker(`Form And JSON ${i}`);
		for (let i = 0; i < 19; i++) {
			const said = await post("/api/bookings", { ...wish(8, hours[i] ?? ""), ...who(i) }, undefined, {
				cookie,
			});
			expect(said.status).toBe(201);
		}
		const byForm = (i: number) =>
			postForm("/api/form-bookings", { ...wish(9, "10:00"), ...who(i), key: newKey() }, { cookie });
		expect((await byForm(19)).headers.get("location")).toMatch(/^\/b\//);
		const slowed = await byForm(20);
		expect(slowed.headers.get("location")).toMatch(/no=SLOWD&wait=\d+/);
		expect(slowed.headers.get("ratelimit")).toContain("r=0");
	});

	test("keeps its cookie, and a forged one is worth a new one", async () => {
		const cookie = cookieOf(await hold("14:00"));
		expect((await hold("14:30", cookie)).headers.getSetCookie()).toEqual([]);
		const forged = cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
		expect(cookieOf(await hold("15:00", forged))).toMatch(/^firstbell_device=/);
		// As many characters, and another number of bytes.
		const foreign = await hold("15:30", cookie.replace(/.$/, "\u00e9"));
		expect([foreign.status, cookieOf(foreign)]).toEqual([201, expect.stringMatching(/^firstbell_device=/)]);
	});
});

describe("guessing a code", () => {
	const teacherEmail = teachers[0]?.email ?? "";
	const guess = (cookie?: string, email = teacherEmail) =>
		post("/api/sign-ins", { email, code: "000000" }, undefined, { cookie });

	test("strangers use up their own tries, and not those of who asked for the code", async () => {
		for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401);
		tooOften(await guess());
		const asked = cookieOf(await post("/api/sign-in-codes", { email: teacherEmail }));
		expect(asked).toMatch(/^firstbell_code=/);
		for (let i = 0; i < 5; i++) expect((await guess(asked)).status).toBe(401);
		tooOften(await guess(asked));
	});

	test("strangers who ask under an address do not keep out who was signed in as it before", async () => {
		const { email = "" } = teachers[2] ?? {};
		const code = (cookie?: string) => post("/api/sign-in-codes", { email }, undefined, { cookie });
		const before = await post("/api/sign-in-codes", { email });
		const signedIn = await post("/api/sign-ins", { email, code: await codeFor(email) }, undefined, {
			cookie: cookieOf(before),
		});
		const known = signedIn.headers.getSetCookie().find((each) => each.startsWith("firstbell_known="));
		const cookie = known?.split(";")[0] ?? "";
		for (let times = 0; times < 6; times++) await code();
		tooOften(await code());
		expect((await code(cookie)).status).toBe(202);
		// It is a way round for nobody else: not forged, and not for another address.
		tooOften(await code(cookie.replace(/.$/, (last) => (last === "A" ? "B" : "A"))));
		for (let times = 0; times < 6; times++) await code(cookie);
		tooOften(await code(cookie));
	});

	test("a cookie for one address is none for another", async () => {
		const asked = cookieOf(await post("/api/sign-in-codes", { email: teachers[1]?.email ?? "" }));
		const said = await guess(asked, "somebody@else.example");
		expect(said.headers.get("ratelimit-policy")).toContain('"signInsElsewhere:address"');
	});
});

function tooOften(said: Said): void {
	expect([said.status, said.error?.code], said.text).toEqual([429, "SLOWD"]);
	expect(Number(said.headers.get("retry-after"))).toBeGreaterThan(0);
}

describe("a network", () => {
	const from = (headers: Record<string, string>) => new Request("http://localhost/api/holds", { headers });
	/** The same rules in a process of its own, that believes one header. */
	async function fresh(env: Record<string, string>) {
		asANewProcess(env);
		return import("../../lib/limit.ts");
	}
	afterEach(() => vi.unstubAllEnvs());

	test("of two thousand people is not slowed down, and one of ten thousand requests is", async () => {
		const { limit } = await fresh({ CLIENT_IP_HEADER: "x-real-ip" });
		// Each is somebody else's.
		const school = () => from({ "x-real-ip": "198.51.100.7" });
		for (let i = 0; i < 10_000; i++) await limit("holds", school());
		await expect(limit("holds", school())).rejects.toMatchObject({ code: "SLOWD" });
		await limit("holds", from({ "x-real-ip": "198.51.100.8" }));
	}, 300_000);

	test("is what the proxy says, and not what a visitor claims", async () => {
		const claims = {
			"x-forwarded-for": "203.0.113.1",
			forwarded: "for=203.0.113.1",
			"x-client-ip": "203.0.113.1",
		};
		const networkOf = async (headers: Record<string, string>, believed: string) => {
			await fresh({ CLIENT_IP_HEADER: believed });
			return (await import("../../lib/visitor.ts")).networkOf(from(headers));
		};
		const told = { ...claims, "x-real-ip": "198.51.100.7" };
		expect(await networkOf(told, "x-real-ip")).toBe("198.51.100.7");
		expect(await networkOf(claims, "x-real-ip")).toBeUndefined();
		expect(await networkOf(told, "")).toBeUndefined();
	});

	test("however many it comes by, one device is one", async () => {
		const { limit } = await fresh({ CLIENT_IP_HEADER: "x-real-ip" });
		const cookie = cookieOf(await hold("16:00"));
		const outcomes: string[] = [];
		for (let i = 0; i < 100; i++) {
			const request = from({ cookie, "x-real-ip": `198.51.100.${i}` });
			outcomes.push(
				await limit("holds", request).then(
					() => "ok",
					({ code }) => code,
				),
			);
		}
		expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(12);
	});

	test("while Redis is out of reach, seats are counted by each instance, and codes are not guessed", async () => {
		const log = vi.spyOn(console, "error").mockImplementation(() => {});
		const { limit } = await fresh({ UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1" });
		const cookie = cookieOf(await hold("17:00"));
		for (let i = 0; i < 12; i++) await limit("holds", from({ cookie }));
		await expect(limit("holds", from({ cookie }))).rejects.toMatchObject({ code: "SLOWD" });
		await expect(limit("signInsElsewhere", from({}), { address: "a@b.example" })).rejects.toMatchObject({
			code: "BUSY0",
		});
		expect(log).toHaveBeenCalled();
	});

	test("two instances count one device together", async () => {
		const cookie = cookieOf(await hold("18:00"));
		const [one, other] = [await fresh({}), await fresh({})];
		const ask = (limiter: typeof one) =>
			limiter.limit("releases", from({ cookie })).then(
				() => 1,
				() => 0,
			);
		let passed = 0;
		for (let i = 0; i < 45; i++) {
			passed += (await ask(one)) + (await ask(other));
			await new Promise((wake) => setTimeout(wake, 25));
		}
		// Forty, one more for each of them, and what came while the news was on its way.
		expect(passed).toBeGreaterThanOrEqual(40);
		expect(passed).toBeLessThanOrEqual(46);
	});
});

test("the office is counted by account, whatever device it comes by", async () => {
	const school = await newSchool();
	const cookie = await signIn(await makeStaff(school));
	const preview = () =>
		post("/api/invitation-previews", { opening: randomUUID(), text: "" }, undefined, { cookie });
	const said = await preview();
	expect([said.status, said.headers.get("ratelimit-policy")]).toEqual([404, '"office:account";q=300;w=600']);
	expect(said.headers.get("ratelimit")).toMatch(/^"office:account";r=299;t=\d+$/);
	expect((await preview()).headers.get("ratelimit")).toMatch(/r=298;/);
});

test("every route that changes something has a policy, or says here why it needs none", () => {
	const none: Record<string, string> = {
		"POST /api/sign-outs": "ends one's own session",
		"POST /api/revalidations": "for operators only",
		"POST /api/mail-bounces": "for operators only",
		"POST /api/empty": "opened by the benchmark alone",
	};
	const counted = routes.filter((route) => !route.startsWith("GET "));
	expect(counted.length).toBeGreaterThan(8);
	const without = counted.filter((route) => {
		const source = readFileSync(`app${route.split(" ")[1]}/route.ts`, "utf8");
		return !/await limit\(/.test(source);
	});
	expect(without.sort()).toEqual(Object.keys(none).sort());
});
