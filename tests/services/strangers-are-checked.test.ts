import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ask, newKey, post, type Said } from "../api/support/ask.ts";
import { earlyInAMinute } from "../api/support/early-in-a-minute.ts";
import { type NextStart, nextStart } from "../api/support/next-start.ts";
import { invite, newOpening } from "../api/support/opening.ts";
import { bearer, newToken } from "../api/support/programs.ts";
import { booker, newSchool, rows, startIn } from "../api/support/school.ts";
import { signIn } from "../api/support/session.ts";
import { operator, syntheticRound } from "../api/support/synthetic-round.ts";
import { turnstile } from "../api/support/turnstile.ts";

const school = await newSchool(2);
const teacher = school.teachers[0]?.handle ?? "";
const secret = "0x4AAAAAAA-of-tests";
const check = await turnstile(secret);
const on = { TURNSTILE_SITE_KEY: "0x4AAAAAAA-site", TURNSTILE_SECRET: secret, TURNSTILE_URL: check.url };

let slots = 0;
/** A free time that nobody else in this file was given. */
function nextTime(): string {
	const n = slots++;
	return startIn(
		3 + Math.floor(n / 20),
		`${String(8 + ((n % 20) >> 1)).padStart(2, "0")}:${n % 2 ? "30" : "00"}`,
	);
}
const wish = (startsAt = nextTime()) => ({ teacher, type: "lesson", startsAt });

type Sent = { token?: string; key?: string; headers?: Record<string, string>; body?: object };
async function hold(
	app: NextStart,
	{ token, key = newKey(), headers, body = wish() }: Sent = {},
): Promise<Said> {
	return app.send("POST", "/api/holds", {
		headers: {
			...fromOurPage,
			"content-type": "application/json",
			"idempotency-key": key,
			...(token && { "firstbell-human": token }),
			...headers,
		},
		body: JSON.stringify(body),
	});
}
const fromOurPage = { origin: process.env.APP_URL ?? "" };

test("without keys nobody is asked, and no page loads anything from elsewhere", async () => {
	expect((await post("/api/holds", wish())).status).toBe(201);
	for (const path of [`/t/${teacher}`, `/t/${teacher}/book`])
		expect((await ask("GET", path)).headers.get("content-security-policy")).not.toContain("http");
});

test("every door at which a stranger takes a time or has a mail sent asks it", () => {
	const doors = globSync("app/api/**/route.ts").filter((file) => {
		const source = readFileSync(file, "utf8");
		return /limit\("(holds|bookings|waits|signInCodes|invitationRequests|mineLinks)"/.test(source);
	});
	// Who comes with a signed link was asked before they had it.
	const byLink = /form-(acceptances|wait-departures)/;
	expect(doors.length).toBeGreaterThan(12);
	for (const door of doors.filter((file) => !byLink.test(file)))
		expect(readFileSync(door, "utf8"), door).toContain("await proveHuman(");
});

test("one key without the other does not start", async () => {
	const { said } = await (await nextStart({ TURNSTILE_SITE_KEY: "0x4AAAAAAA-site" })).ended();
	expect(said).toContain("one is of no use without the other");
});

describe("with keys", () => {
	test("a hold wants a token that is right, of our page, and not used before; who is refused is told where to get one", async () => {
		const app = await nextStart(on);
		const refused = async (sent: Sent, why: string) => {
			const said = await hold(app, sent);
			expect([said.status, said.error?.code], why).toEqual([403, "HUMAN"]);
			return said;
		};
		const { error } = await refused({}, "none");
		expect(error?.check).toEqual({
			siteKey: on.TURNSTILE_SITE_KEY,
			action: "firstbell",
			script: `${check.url}/turnstile/v0/api.js`,
		});
		expect(JSON.stringify(error)).not.toContain(secret);
		await refused({ token: "made up" }, "wrong");
		await refused({ token: check.solve({ hostname: "elsewhere.example" }) }, "of another site");
		await refused({ token: check.solve({ action: "login" }) }, "for another form");

		const [token, key, body] = [check.solve(), newKey(), wish()];
		const first = await hold(app, { token, key, body });
		expect(first.status).toBe(201);
		expect(check.asked.at(-1)).toEqual({
			...{ secret, response: token },
			idempotency_key: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
		});
		// Its answer was lost, and the browser asks again.
		expect((await hold(app, { token, key, body })).json).toEqual(first.json);
		await refused({ token }, "used");
		await refused({ token, key, body: wish() }, "used for another wish");

		// Who holds the seat, has a pass, or is a program has shown more than that.
		const confirm = { hold: first.json.hold, ...booker("Proven Once") };
		const headers = { ...fromOurPage, "content-type": "application/json", "idempotency-key": newKey() };
		expect((await app.send("POST", "/api/bookings", { headers, body: JSON.stringify(confirm) })).status).toBe(
			201,
		);
		const cookie = await signIn(school.teachers[1]?.email ?? "");
		const { authorization } = bearer((await newToken(cookie, ["bookings:write"])).secret);
		expect((await hold(app, { headers: { authorization } })).status).toBe(201);
		const forged = await hold(app, { headers: { authorization: `${authorization.slice(0, -1)}?` } });
		expect(forged.status).toBe(401);
		// A token is no way round it where programs are not known.
		const code = { headers: { ...headers, authorization }, body: JSON.stringify({ email: "a@b.example" }) };
		expect((await app.send("POST", "/api/sign-in-codes", code)).error?.code).toBe("HUMAN");

		const room = await newOpening({ waitingRoom: false });
		const link = await invite(room);
		const opened = await app.send("POST", "/api/tickets", {
			headers,
			body: JSON.stringify({ invitation: link }),
		});
		expect(opened.status).toBeLessThan(300);
	});

	test("one token has mails sent to one address, under whatever key", async () => {
		const app = await nextStart(on);
		const headers = {
			...{ ...fromOurPage, "content-type": "application/json" },
			...{ "firstbell-human": check.solve(), "idempotency-key": newKey() },
		};
		const ask = (email: string) =>
			app.send("POST", "/api/sign-in-codes", { headers, body: JSON.stringify({ email }) });
		expect((await ask("first@strangers.example")).status).toBe(202);
		expect((await ask("first@strangers.example")).status).toBe(202);
		expect((await ask("second@strangers.example")).error?.code).toBe("HUMAN");
	});

	test("the synthetic booker goes on booking, and nobody else who says to be it is let in", async () => {
		const app = await nextStart((url) => ({ ...on, APP_URL: url }));
		expect(await syntheticRound(() => app.send("GET", "/api/synthetic-bookings", operator))).toMatchObject({
			...{ failedAt: null, code: null },
		});
		const [key, other] = [newKey(), newKey()];
		const { shown } = await import("../../lib/synthetic/shown.ts");
		const made = Object.values(shown(key))[0] ?? "";
		for (const [seal, under] of [
			[made, other],
			[made.replace(/.$/, (last) => (last === "A" ? "B" : "A")), key],
			["", ""],
		] as const) {
			const headers = { origin: app.url, "firstbell-synthetic": seal };
			const said = await hold(app, { headers, ...(under && { key: under }) });
			expect(said.error?.code).toBe("HUMAN");
		}
	});

	test("pages let its script in, private ones and those for everybody, and nothing else", async () => {
		const app = await nextStart(on);
		for (const path of [`/t/${teacher}`, `/t/${teacher}/book`, "/desk"]) {
			const policy = (await app.send("GET", path, {})).headers.get("content-security-policy") ?? "";
			for (const rule of ["script-src", "frame-src"])
				expect(new RegExp(`${rule} [^;]*${check.url}( |;|$)`).test(policy), `${path} ${rule}`).toBe(true);
			expect(policy).toMatch(/style-src 'self'( 'unsafe-hashes' 'sha256-[^']+')?;/);
		}
	});

	test("while it is out of reach some are let in, few of one device and counted, and then told to wait", async () => {
		const app = await nextStart(on);
		for (const ill of ["broken", "silent", "internal-error"] as const) {
			check.fall(ill);
			expect((await hold(app, { token: check.solve() })).status, ill).toBe(201);
		}
		await earlyInAMinute();
		const first = await hold(app, { token: check.solve() });
		const cookie = first.headers
			.getSetCookie()
			.map((each) => each.split(";")[0])
			.join("; ");
		const answers = [first];
		for (let times = 0; times < 11; times++)
			answers.push(await hold(app, { token: check.solve(), headers: { cookie } }));
		check.fall("no");
		const refused = answers.find(({ status }) => status === 429);
		expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(11);
		expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(refused?.error?.code).toBe("SLOWD");
		// It is only that which is asked for now: what is wrong stays wrong.
		expect((await hold(app, { token: "made up" })).error?.code).toBe("HUMAN");
	});

	test("a form without a script books as before, as often as one device may", async () => {
		const app = await nextStart(on);
		const headers = { ...fromOurPage, "content-type": "application/x-www-form-urlencoded" };
		const fields = (startsAt: string) =>
			new URLSearchParams({
				teacher,
				type: "lesson",
				startsAt,
				key: newKey(),
				...booker(startsAt),
			}).toString();
		await earlyInAMinute();
		const said = await app.send("POST", "/api/form-bookings", { headers, body: fields(nextTime()) });
		expect(said.headers.get("location")).toMatch(/^\/b\/.*booked=1$/);
		const cookie = said.headers
			.getSetCookie()
			.map((each) => each.split(";")[0])
			.join("; ");
		let last = said;
		for (let times = 0; times < 10; times++)
			last = await app.send("POST", "/api/form-bookings", {
				headers: { ...headers, cookie },
				body: fields(nextTime()),
			});
		// Told kindly, with all that was typed still there.
		expect(last.headers.get("location")).toMatch(/^\/t\/.*no=SLOWD.*again=/);
	});

	test("a wrong secret is our own fault: it is loud in the log, never told, and lets in as few", async () => {
		const app = await nextStart({ ...on, TURNSTILE_SECRET: "0x4AAAAAAA-another" });
		expect((await hold(app, { token: check.solve() })).status).toBe(201);
	});
});

test("nothing of all this was booked twice", async () => {
	const [row] = await rows<{ most: number }>(
		`select max(seats_taken)::integer as most from app.appointments appointment
		join app.teachers teacher on teacher.id = appointment.teacher_id where teacher.handle = $1`,
		[teacher],
	);
	expect(row?.most).toBe(1);
});
