import { createHash } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bytesOf, sealed, unsealed, uuidAt } from "../../lib/sealed.ts";
import { appUrl, ask, newKey, post, postForm, type Said } from "./support/ask.ts";
import {
	crowd,
	invite,
	linkOf,
	moveOpening,
	newOpening,
	setPace,
	steer,
	type TestOpening,
} from "./support/opening.ts";
import { booker, rows, startIn } from "./support/school.ts";
import { cookieOf } from "./support/session.ts";

const join = (invitation: string, cookie?: string) =>
	post("/api/tickets", { invitation }, undefined, { cookie });
const status = (opening: TestOpening, phase: number, headers = {}) =>
	ask("GET", `/api/openings/${opening.id}/status/${phase}`, { headers });
const wish = (opening: TestOpening, time = "10:00") => ({
	teacher: opening.teacher,
	type: "talk",
	startsAt: startIn(3, time),
	opening: opening.id,
});

/** The next step of an opening may be a second away, and more on a machine that does much else. */
const patiently = { timeout: 15_000 };

/** In, with the cookies that show it. */
async function comeIn(opening: TestOpening) {
	const { ticket, ticketId } = (await join(await invite(opening))).json;
	const said = await post("/api/passes", { ticket });
	expect(said.status, said.text).toBe(200);
	return { ticketId: ticketId as string, cookie: cookieOf(said) };
}

describe("a place", () => {
	test("is one for an invitation: again, without its cookie, on another device, by a form", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const link = await invite(opening);
		const first = await join(link);
		expect(first.json).toMatchObject({
			opening: opening.id,
			group: 0,
			inDraw: true,
			tailNo: null,
			left: false,
		});
		expect(first.json.rank).toBeNull();
		const again = await Promise.all([join(link), join(link, cookieOf(first)), join(link)]);
		expect(new Set([first, ...again].map(({ json }) => json.ticketId)).size).toBe(1);
		const form = await postForm("/api/form-tickets", { opening: opening.id, invitation: link });
		expect(form.headers.get("location")).toBe(`/opening/${opening.id}/${link}?place=${first.json.ticket}`);
		expect(cookieOf(form)).toContain(`=${first.json.ticket}`);
		expect(await rows("select from app.tickets where opening_id = $1", [opening.id])).toHaveLength(1);
	});

	test("is given up and taken up again, no worse than it was", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const link = await invite(opening);
		const { ticket, ticketId, joinedAt } = (await join(link)).json;
		expect((await post("/api/departures", { ticket })).status).toBe(204);
		expect((await ask("GET", `/api/tickets/${ticket}`)).json).toMatchObject({ left: true, inDraw: true });
		expect((await join(link)).json).toMatchObject({ ticketId, joinedAt, left: false, inDraw: true });
	});

	test("is given from when places are given until it is over, and to no link that was taken back", async () => {
		const opening = await newOpening({ opensIn: 3600, joinsIn: 60 });
		const link = await invite(opening);
		expect((await join(link)).error?.code).toBe("CLOSD");
		await moveOpening(opening.id, { joinsIn: -1 });
		expect((await join(link)).status).toBe(200);
		await rows("update app.invitations set revoked_at = now() where opening_id = $1", [opening.id]);
		expect((await join(link)).error?.code).toBe("NTFND");
		const late = await invite(opening);
		await moveOpening(opening.id, { opensIn: -60, joinsIn: -120, closesIn: -1 });
		expect((await join(late)).error?.code).toBe("CLOSD");
	});

	test("after the draw has a number, in the order of arrival", async () => {
		const opening = await newOpening();
		await steer(opening, "pause");
		await status(opening, 1);
		const late = await join(await invite(opening));
		expect(late.json).toMatchObject({ inDraw: false });
		await expect
			.poll(async () => {
				await status(opening, 1);
				return (await ask("GET", `/api/tickets/${late.json.ticket}`)).json.tailNo;
			}, patiently)
			.toBe(1);
	});
});

describe("the status", () => {
	test("is one copy for everybody, with a strong ETag, and nothing new is 304", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const first = await status(opening, 0);
		expect(first.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1, must-revalidate");
		expect(first.headers.get("cdn-cache-control")).toBe("max-age=1, stale-while-revalidate=30");
		expect(first.headers.get("set-cookie")).toBeNull();
		const etag = first.headers.get("etag") ?? "";
		expect(etag).toMatch(/^"[\w-]{22}"$/);
		const again = await status(opening, 0, { "if-none-match": etag });
		// Asked for within the second; a slow machine may have made the next one.
		if (again.status === 200) expect(again.json.now).not.toBe(first.json.now);
		else expect([again.status, again.text]).toEqual([304, ""]);
	});

	test("has one spelling, and an unknown opening is a 404", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const nobody = "00000000-0000-4000-8000-000000000000";
		const statusOf = async (path: string) => (await ask("GET", path)).status;
		expect(await statusOf(`/api/openings/${opening.id.toUpperCase()}/status/0`)).toBe(404);
		expect(await statusOf(`/api/openings/${opening.id}/status/0?again=1`)).toBe(404);
		expect(await statusOf(`/api/openings/${opening.id}/status/00`)).toBe(422);
		expect(await statusOf(`/api/openings/${opening.id}/status/21`)).toBe(422);
		expect(await statusOf(`/api/openings/${nobody}/status/0`)).toBe(404);
		expect(await statusOf(`/api/openings/${nobody}/record`)).toBe(404);
		for (const id of [nobody, "nothing", "0".repeat(40), opening.id.slice(1)])
			expect(await statusOf(`/opening/${id}`), id).toBe(404);
	});

	test("from before a bell is never told after it under the phase that begins with it, and kept by nobody", async () => {
		const opening = await newOpening({ opensIn: 3600 });
		const ahead = await status(opening, 1);
		expect(ahead.json.groups[0].opensInMs).toBeGreaterThan(0);
		expect(ahead.headers.get("cache-control")).toBe("private, no-store");

		await moveOpening(opening.id, { opensIn: 5 });
		const opensInMs = async () => (await status(opening, 0)).json.groups[0].opensInMs;
		await expect.poll(opensInMs, { timeout: 3_000 }).toBeLessThan(5_000);
		const bell = Date.parse((await status(opening, 0)).json.groups[0].opensAt);
		const until = (at: number) => new Promise((wake) => setTimeout(wake, Math.max(0, at - Date.now())));
		// A copy that is made where its own news of the bell is more than half a second off.
		await until(bell - 1_600);
		const looks = setInterval(() => void status(opening, 0), 60);
		const told: { said: Said; at: number }[] = [];
		const asked: Promise<unknown>[] = [];
		for (let at = bell - 1_500; at < bell + 300; at += 40) {
			await until(at);
			asked.push(status(opening, 1).then((said) => told.push({ said, at: Date.now() })));
		}
		clearInterval(looks);
		await Promise.all(asked);
		expect(told.length).toBeGreaterThan(40);
		for (const { said, at } of told) {
			const early = said.json.groups[0].opensInMs > 0;
			expect(said.headers.get("cache-control") === "private, no-store").toBe(early);
			if (early) expect(at).toBeLessThan(bell);
		}
		// Who asks for more groups than there are is not early once all are open.
		expect((await status(opening, 20)).headers.get("cache-control")).toContain("s-maxage=1");
	});

	test("tells the seed once the draw is done: before it no answer has it, and then it is the one promised", async () => {
		const opening = await newOpening({ opensIn: [3600, 7200] });
		await crowd(opening, 5);
		const link = await invite(opening);
		const seeds = await rows<{ hex: string; url: string }>(
			`select encode(seed, 'hex') as hex, encode(seed, 'base64') as url
			from app.opening_groups where opening_id = $1 order by position`,
			[opening.id],
		);
		const place = await join(link);
		const answers = async () => [
			await status(opening, 0),
			await status(opening, 2),
			place,
			await join(link),
			await ask("GET", `/api/tickets/${place.json.ticket}`),
			await ask("GET", `/api/openings/${opening.id}/record`),
			await ask("GET", `/opening/${opening.id}`),
			await ask("GET", `/opening/${opening.id}/${link}?place=${place.json.ticket}`),
			await post("/api/passes", { ticket: place.json.ticket }),
		];
		const told = async () =>
			seeds.map(
				({ hex, url }) =>
					async () =>
						(await answers()).some(({ text }) => text.includes(hex) || text.includes(url)),
			);
		for (const isTold of await told()) expect(await isTold()).toBe(false);
		// To nobody, the rank neither.
		const [ranked] = await rows<{ rank: string }>("select rank from app.tickets where id = $1", [
			place.json.ticketId,
		]);
		expect((await answers()).filter(({ text }) => text.includes(String(ranked?.rank)))).toEqual([]);

		await moveOpening(opening.id, { opensIn: [-1, 7200] });
		await expect
			.poll(async () => (await status(opening, 1)).json.groups[0].seed, patiently)
			.toBe(seeds[0]?.hex);
		const { groups } = (await status(opening, 1)).json;
		expect(createHash("sha256").update(Buffer.from(groups[0].seed, "hex")).digest("hex")).toBe(
			groups[0].commitment,
		);
		expect(groups[0].drawn).toBe(6);
		expect(groups[1]).toMatchObject({ seed: null, drawn: 0, servedBelow: 0 });
		expect((await ask("GET", `/opening/${opening.id}`)).text).toContain(groups[1].commitment);
	});

	test("lets in as many as the pace allows, nobody while it is paused, and says when nothing is left", async () => {
		const opening = await newOpening({ opensIn: 3600, seats: 2 });
		await crowd(opening, 50);
		await steer(opening, "pause");
		await moveOpening(opening.id, { opensIn: -1 });
		await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("paused");
		const served = async () => (await status(opening, 1)).json.groups[0].servedBelow;
		expect(await served()).toBe(0);
		await setPace(opening, 5);
		await steer(opening, "resume");
		await expect.poll(served, patiently).toBeGreaterThan(0);
		// Two seats call three people, however fast it could go.
		const [called] = await rows<{ n: number }>(
			"select count(*)::int as n from app.tickets where opening_id = $1 and offered_at is not null",
			[opening.id],
		);
		expect(called?.n).toBe(3);
		await rows(
			"delete from app.weekly_hours where teacher_id = (select id from app.teachers where handle = $1)",
			[opening.teacher],
		);
		await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("sold_out");
	});
});

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
			vi.resetModules();
			vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
			vi.stubEnv("UPSTASH_REDIS_REST_URL", "http://127.0.0.1:1");
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

test("the plain page says where one stands, and looks again", async () => {
	const opening = await newOpening({ opensIn: 3600 });
	await crowd(opening, 30);
	await steer(opening, "pause");
	const link = await invite(opening);
	const bare = await ask("GET", `/opening/${opening.id}/${link}`);
	expect(bare.text).toContain("Take my place");
	expect(bare.text).toMatch(/<meta name="robots" content="noindex/);
	const form = await postForm("/api/form-tickets", { opening: opening.id, invitation: link });
	const path = form.headers.get("location") ?? "";
	expect((await ask("GET", path)).text).toContain("You have your place");
	await moveOpening(opening.id, { opensIn: -1 });
	await expect
		.poll(async () => (await ask("GET", path)).text, patiently)
		.toMatch(/(About [\d,]+ of|You are next)/);
	const waiting = await ask("GET", path);
	expect(waiting.text).toMatch(/<noscript>.*http-equiv="refresh" content="10;url=\/opening\/.*<\/noscript>/s);
	const ticket = path.split("place=")[1] ?? "";
	const early = await postForm("/api/form-passes", { opening: opening.id, invitation: link, ticket });
	expect(early.headers.get("location")).toBe(`${path}&no=QUEUE`);
	expect(early.headers.getSetCookie().join()).not.toContain("firstbell_pass_");
	// A place of another opening is none here.
	const other = await newOpening();
	const theirs = (await join(await invite(other))).json.ticket;
	expect((await ask("GET", `/opening/${opening.id}/${link}?place=${theirs}`)).text).toContain(
		"Take my place",
	);
});

test("both pages of a released opening say whose what is left is, and lead there", async () => {
	const opening = await newOpening({ teachers: 2 });
	const link = await invite(opening);
	const { ticket } = (await join(link)).json;
	await steer(opening, "end");
	await steer(opening, "release");
	await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("released");
	for (const path of ["", `?place=${ticket}`]) {
		const plain = await ask("GET", `/opening/${opening.id}/${link}${path}`);
		expect(plain.text).toContain("What is left can be booked by everybody");
		expect(plain.text).not.toContain("This opening is over");
		for (const teacher of opening.teachers) expect(plain.text).toContain(`href="/t/${teacher}"`);
	}
	// What the other one says comes by its script; whom it leads to is in it.
	const page = (await ask("GET", `/opening/${opening.id}`)).text;
	for (const teacher of opening.teachers) expect(page).toContain(`href="/t/${teacher}"`);
	const free = wish(opening);
	expect((await post("/api/holds", { ...free, opening: undefined })).status).toBe(201);
});

test("the plain page gives a place up, says what is done, and looks whether a time came back", async () => {
	const opening = await newOpening({ seats: 1 });
	const link = await invite(opening);
	const fields = { opening: opening.id, invitation: link };
	const taken = await postForm("/api/form-tickets", fields);
	const path = taken.headers.get("location") ?? "";
	const ticket = path.split("place=")[1] ?? "";
	await expect
		.poll(async () => {
			await status(opening, 1);
			return (await postForm("/api/form-passes", { ...fields, ticket })).headers.get("location");
		}, patiently)
		.toBe(path);
	expect((await ask("GET", path)).text).toContain("I do not need my place any more");
	const left = await postForm("/api/form-departures", { ...fields, ticket });
	expect([left.status, left.headers.get("location")]).toEqual([303, path]);
	const after = (await ask("GET", path)).text;
	expect(after).toContain("You gave your place up");
	expect(after).not.toContain("I do not need my place any more");

	await postForm("/api/form-tickets", fields);
	const cookie = cookieOf(await post("/api/passes", { ticket }));
	const first = wish(opening, "00:00");
	const booked = await post("/api/bookings", { ...first, ...booker("Plain Done") }, undefined, { cookie });
	expect(booked.status, booked.text).toBe(201);
	expect((await ask("GET", path)).text).toContain("Each link is the key to a booking");
	const late = await postForm("/api/form-tickets", { ...fields, invitation: await invite(opening) });
	await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("sold_out");
	const soldOut = (await ask("GET", late.headers.get("location") ?? "")).text;
	expect(soldOut).toContain("All times are taken");
	expect(soldOut).toContain('http-equiv="refresh" content="60;');
});

test("the plain page and the plain form say when it is too early, and when it is over", async () => {
	const opening = await newOpening({ audience: "anyone", opensIn: 3600, joinsIn: 60 });
	const link = await invite(opening);
	const fields = { opening: opening.id, invitation: link };
	const early = await postForm("/api/form-tickets", fields);
	expect(early.headers.get("location")).toMatch(/\?no=CLOSD$/);
	const pageOf = async (said: Said) => (await ask("GET", said.headers.get("location") ?? "")).text;
	expect(await pageOf(early)).toContain("That was too early: places are not given yet.");
	await steer(opening, "end");
	await expect.poll(async () => (await status(opening, 0)).json.state, patiently).toBe("ended");
	expect(await pageOf(await postForm("/api/form-tickets", fields))).toContain("no places are given any more");
	const asked = await postForm("/api/form-invitation-requests", {
		opening: opening.id,
		email: `late@${opening.id}.example`,
	});
	expect(asked.headers.get("location")).toBe(`/opening/${opening.id}/asked?no=CLOSD`);
	expect(await pageOf(asked)).toContain("no places are given any more");
});

test("without a script a link is asked for by a form, which says what became of it", async () => {
	const opening = await newOpening({ audience: "anyone", opensIn: 3600 });
	const page = (await ask("GET", `/opening/${opening.id}`)).text;
	expect(page).toMatch(/<noscript>.*action="\/api\/form-invitation-requests".*<\/noscript>/s);
	const email = `plain@${opening.id}.example`;
	const asked = await postForm("/api/form-invitation-requests", { opening: opening.id, email });
	expect([asked.status, asked.headers.get("location")]).toEqual([303, `/opening/${opening.id}/asked`]);
	expect((await ask("GET", `/opening/${opening.id}/asked`)).text).toContain("Look in your mail");
	expect(
		await rows("select from app.invitations where opening_id = $1 and email = $2", [opening.id, email]),
	).toHaveLength(1);
	const wrong = await postForm("/api/form-invitation-requests", { opening: opening.id, email: "nobody" });
	expect(wrong.headers.get("location")).toBe(`/opening/${opening.id}/asked?no=INVAL`);
	const again = (await ask("GET", wrong.headers.get("location") ?? "")).text;
	expect(again).toContain("Please give one whole e-mail address.");
	expect(again).toContain('action="/api/form-invitation-requests"');
	// For the invited there is nothing to ask for, and with no waiting room nothing is needed.
	for (const [wish, words] of [
		[{ opensIn: 3600 }, "cannot know your place"],
		[{ audience: "anyone", waitingRoom: false, opensIn: 3600 }, "You need no link"],
	] as const) {
		const { text } = await ask("GET", `/opening/${(await newOpening(wish)).id}`);
		expect(text).toContain(words);
		expect(text).not.toContain("form-invitation-requests");
	}
});

test("a link by mail is asked for as often as a person may, and no more", async () => {
	const opening = await newOpening({ audience: "anyone" });
	const email = `often@${opening.id}.example`;
	for (let i = 0; i < 6; i++)
		expect((await post("/api/invitation-requests", { opening: opening.id, email })).status).toBe(202);
	const said = await post("/api/invitation-requests", { opening: opening.id, email });
	expect([said.status, said.error?.code]).toEqual([429, "SLOWD"]);
	expect(Number(said.headers.get("retry-after"))).toBeGreaterThan(0);
	expect(await rows("select from app.invitations where opening_id = $1", [opening.id])).toHaveLength(1);
});
