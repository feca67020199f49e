import pg from "pg";
import { afterEach, describe, expect, test, vi } from "vitest";
import { lately } from "../../lib/openings/pulse.ts";
import { bytesOf, sealed, unsealed, uuidAt } from "../../lib/sealed.ts";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { appUrl, given, newKey, post, postForm, type Said } from "./support/ask.ts";
import { comeIn, join, patiently, status, wish } from "./support/family.ts";
import { invite, linkOf, moveOpening, newOpening, steer } from "./support/opening.ts";
import { booker, rows } from "./support/school.ts";
import { cookieOf } from "./support/session.ts";

describe("a pass", () => {
	test("is given when it is one's turn, and again for who asks for more time", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const { ticket } = (await join(await invite(opening))).json;
		expect((await post("/api/passes", { ticket })).error?.code).toBe("CLOSD");
		await steer(opening, "pause");
		await moveOpening(opening.id, { opensIn: -1 });
		await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("paused");
		expect((await post("/api/passes", { ticket })).error?.code).toBe("QUEUE");
		await steer(opening, "resume");
		await expect
			.poll(async () => {
				await status(opening, 1);
				return (await post("/api/passes", { ticket })).status;
			}, patiently)
			.toBe(200);
		const [first, second] = [await post("/api/passes", { ticket }), await post("/api/passes", { ticket })];
		expect(Date.parse(second.json.passUntil)).toBeGreaterThan(Date.parse(first.json.passUntil));
		expect(Date.parse(second.json.passUntil) - Date.parse(second.json.now)).toBeGreaterThan(599_000);
		expect(second.headers.getSetCookie().join()).toMatch(
			/firstbell_pass_[0-9a-f]{32}=.*HttpOnly; SameSite=Lax/,
		);
	});

	test("lets hold and book, as often as the opening says", async () => {
		const opening = await newOpening({ waitingRoom: false });
		const { cookie } = await comeIn(opening);
		const held = await post("/api/holds", wish(opening), undefined, { cookie });
		expect(held.status, held.text).toBe(201);
		const booked = await post("/api/bookings", { hold: held.json.hold, ...booker("Pat Pass") }, undefined, {
			cookie,
		});
		expect(booked.status, booked.text).toBe(201);
		expect((await post("/api/holds", wish(opening, "11:00"), undefined, { cookie })).error?.code).toBe(
			"LIMIT",
		);
	});

	test("is what a pace is felt by before anybody has held a time", async () => {
		const opening = await newOpening({ waitingRoom: false });
		const { ticket } = (await join(await invite(opening))).json;
		const busy = new pg.Client(given("DATABASE_ADMIN_URL"));
		await busy.connect();
		await busy.query("begin");
		await busy.query("select from app.tickets where opening_id = $1 for update", [opening.id]);
		const coming = post("/api/passes", { ticket });
		await new Promise((wake) => setTimeout(wake, 400));
		await busy.end();
		expect((await coming).status).toBe(200);
		await expect.poll(() => lately(opening.id), patiently).toEqual({ answered: 1, slow: 1, failed: 0 });
	});

	describe("that is not one's own, or none, is refused", () => {
		const openings = Promise.all([newOpening({ waitingRoom: false }), newOpening({ waitingRoom: false })]);
		/** Cookies with one of them spoilt; the last is the real thing. */
		async function hands(): Promise<Record<string, string>> {
			const [opening, elsewhere] = await openings;
			const [mine, theirs, other] = [await comeIn(opening), await comeIn(opening), await comeIn(elsewhere)];
			const id = opening.id.replaceAll("-", "");
			const of = (jar: string, what: string) =>
				new RegExp(`firstbell_${what}_[0-9a-f]{32}=([\\w-]+)`).exec(jar)?.[1] ?? "";
			const jar = (pass: string, place = of(mine.cookie, "place")) =>
				`firstbell_pass_${id}=${pass}; firstbell_place_${id}=${place}`;
			const pass = of(mine.cookie, "pass");
			const bytes = unsealed("pass", pass, 38) as Buffer;
			expect(uuidAt(bytes)).toBe(opening.id);
			const until = (ms: number) => {
				const end = Buffer.alloc(6);
				end.writeUIntBE(Date.now() + ms, 0, 6);
				return Buffer.concat([bytesOf(opening.id), bytesOf(mine.ticketId), end]);
			};
			return {
				nothing: "",
				"a place alone": `firstbell_place_${id}=${of(mine.cookie, "place")}`,
				"a pass alone": `firstbell_pass_${id}=${pass}`,
				"a forged pass": jar(pass.replace(/.$/, (last) => (last === "A" ? "B" : "A"))),
				"a longer pass under the old signature": jar(
					Buffer.concat([until(3_600_000), Buffer.from(pass, "base64url").subarray(38)]).toString(
						"base64url",
					),
				),
				"a pass signed for another purpose": jar(sealed("ticket", until(60_000))),
				"an expired pass": jar(sealed("pass", until(-331_000))),
				"a pass of another opening": jar(of(other.cookie, "pass")),
				"a pass of another opening with its place": jar(of(other.cookie, "pass"), of(other.cookie, "place")),
				"somebody else's pass": jar(of(theirs.cookie, "pass")),
				"somebody else's place": jar(pass, of(theirs.cookie, "place")),
				"one's own": jar(pass),
			};
		}
		const queue = (said: { status: number; error?: Said["error"] }, how: string) =>
			expect([said.status, said.error?.code], how).toEqual([403, "QUEUE"]);

		test("by the server, and it waits for nobody to say so", async () => {
			const [opening] = await openings;
			const { "one's own": own = "", ...wrong } = await hands();
			for (const [how, cookie] of Object.entries(wrong)) {
				for (const [path, more] of [
					["/api/holds", {}],
					["/api/bookings", booker("Not In")],
				] as const) {
					const said = await post(path, { ...wish(opening), ...more }, undefined, { cookie });
					queue(said, how);
					expect(said.headers.get("server-timing"), how).toBeNull();
					expect(said.error?.opening).toBe(opening.id);
				}
			}
			expect(
				await rows(
					"select from app.bookings where ticket_id in (select id from app.tickets where opening_id = $1)",
					[opening.id],
				),
			).toEqual([]);
			expect((await post("/api/holds", wish(opening), undefined, { cookie: own })).status).toBe(201);
		});

		afterEach(() => {
			vi.unstubAllEnvs();
			vi.restoreAllMocks();
		});

		test("with neither a database nor Redis in reach", async () => {
			const [opening] = await openings;
			const { "one's own": own = "", ...wrong } = await hands();
			asANewProcess({
				DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing",
				UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
			});
			const log = vi.spyOn(console, "error").mockImplementation(() => {});
			const routes = {
				holds: await import("../../app/api/holds/route.ts"),
				bookings: await import("../../app/api/bookings/route.ts"),
			};
			const attempt = async (route: keyof typeof routes, cookie: string) => {
				const headers = {
					origin: appUrl,
					"content-type": "application/json",
					"idempotency-key": newKey(),
					cookie,
				};
				const more = route === "bookings" ? booker("Not In") : {};
				const body = JSON.stringify({ ...wish(opening, "12:00"), ...more });
				const response = await routes[route].POST(
					new Request(`${appUrl}/api/${route}`, { method: "POST", headers, body }),
					{},
				);
				return { status: response.status, error: (await response.json()).error };
			};
			for (const [how, cookie] of Object.entries(wrong)) {
				queue(await attempt("holds", cookie), how);
				queue(await attempt("bookings", cookie), how);
			}
			expect(log).not.toHaveBeenCalled();
			// Nor did it fail to ask for a reason of its own: who is let in finds nobody there.
			expect((await attempt("holds", own)).status).toBeGreaterThanOrEqual(500);
		});
	});
});

test("a pass that came by a link from before the family's own is none, though the family is in meanwhile", async () => {
	const opening = await newOpening({ waitingRoom: false });
	const email = `family@${opening.id}.example`;
	const enter = async (link: string) => {
		const { ticket } = (await join(link)).json;
		return cookieOf(await post("/api/passes", { ticket }));
	};
	const old = await enter(await invite(opening, email));
	await rows(
		"select api.send_invitation($1, $2, id) from app.invitations where opening_id = $2 and email = $3",
		[opening.userId, opening.id, email],
	);
	const own = await enter(await linkOf(opening, email));
	const page = { ...wish(opening), ...booker("By Form"), key: newKey() };
	const attempts = async (cookie: string) => [
		(await post("/api/holds", wish(opening), undefined, { cookie })).error?.code,
		(await post("/api/bookings", { ...wish(opening), ...booker("A Stranger") }, undefined, { cookie })).error
			?.code,
		(await postForm("/api/form-bookings", page, { cookie })).headers.get("location")?.match(/no=(\w+)/)?.[1],
	];
	expect(await attempts(old)).toEqual(["QUEUE", "QUEUE", "QUEUE"]);
	// The first of the family's own is its one booking.
	expect(await attempts(own)).toEqual([undefined, "LIMIT", "LIMIT"]);
});
