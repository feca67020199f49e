import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { appUrl, given, newKey, type Said } from "./support/ask.ts";
import { type NextStart, nextStart } from "./support/next-start.ts";
import { newSchool, rows, startIn } from "./support/school.ts";

const who = {
	name: "Zenobia Quartermaine",
	email: "zenobia.q@quartermaine.example",
	timeZone: "Europe/Berlin",
};
const mask = "Zenobia%20Quartermaine";
const token = `fb_${"Quartermaine".repeat(4)}`;
const network = "203.0.113.77";
/** Each is somebody's, and there are few other words like it. */
const planted = ["zenobia", "quartermaine", mask, network, token];

const found = (text: string, facts: string[]) =>
	facts.filter((fact) => text.toLowerCase().includes(fact.toLowerCase()));

/** What Next says before it has begun. */
const isBanner = (line: string) => /^(\s*[▲✓-] |\s*$)/.test(line);
const linesOf = (app: NextStart) =>
	app
		.said()
		.split("\n")
		.filter((line) => !isBanner(line))
		.map((line) => JSON.parse(line) as Record<string, unknown>);

/** As a browser on our own page, with what a proxy in front would add. */
const doing = (app: NextStart) => ({
	post: (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Said> =>
		app.send("POST", path, {
			headers: {
				origin: appUrl,
				"content-type": "application/json",
				"idempotency-key": newKey(),
				"x-forwarded-for": network,
				...headers,
			},
			body: typeof body === "string" ? body : JSON.stringify(body),
		}),
	form: (path: string, fields: Record<string, string>): Promise<Said> =>
		app.send("POST", path, {
			headers: {
				origin: appUrl,
				"content-type": "application/x-www-form-urlencoded",
				"x-forwarded-for": network,
			},
			body: new URLSearchParams(fields).toString(),
		}),
	get: (path: string, headers: Record<string, string> = {}): Promise<Said> =>
		app.send("GET", path, { headers: { "x-forwarded-for": network, ...headers } }),
});

test("a whole life of bookings, wrong turns and faults of our own is told a line each, and none names anybody", async () => {
	const app = await nextStart({ LOG_FORMAT: "json", CLIENT_IP_HEADER: "x-forwarded-for" });
	const { post, form, get } = doing(app);
	const { teachers } = await newSchool();
	const teacher = teachers[0]?.handle ?? "";
	const wish = { teacher, type: "lesson" };
	const ok = (said: Said, status: number) => {
		expect(said.status, said.text).toBe(status);
		return said.json;
	};

	// As it should go: held, booked, moved, waited for, given up.
	const { hold } = ok(await post("/api/holds", { ...wish, startsAt: startIn(3) }), 201);
	const { ref } = ok(await post("/api/bookings", { hold, ...who }), 201);
	ok(await post("/api/moves", { booking: ref, startsAt: startIn(3, "11:00") }), 200);
	ok(
		await post("/api/waits", { ...wish, startsAt: startIn(3, "11:00"), ...who, name: `${who.name} II` }),
		201,
	);
	ok(await form("/api/form-mine-links", { email: who.email }), 303);
	for (const page of [
		`/b/${ref}`,
		`/b/${ref}/move`,
		`/find?q=${mask}`,
		`/t/${teacher}`,
		`/api/calendars/${ref}`,
	])
		expect((await get(page)).status, page).toBeLessThan(400);
	await get("/api/mail-deliveries", { authorization: `Bearer ${given("CRON_SECRET")}` });
	ok(await post("/api/cancellations", { booking: ref }), 200);

	// Wrong turns, with somebody in each of them.
	const wrong = [
		await post("/api/bookings", { ...wish, startsAt: who.name, ...who }),
		await post("/api/bookings", `{"name": "${who.name}", "email": "${who.email}"`),
		await post("/api/bookings", { ...wish, startsAt: startIn(4), ...who, timeZone: who.name }),
		await post("/api/bookings", { ...wish, startsAt: startIn(4), ...who, name: `${who.name}\u0000` }),
		await post("/api/bookings", { ...wish, startsAt: startIn(4), ...who, teacher: "zenobia-quartermaine" }),
		await post("/api/bookings", who.name.repeat(9_000)),
		await post("/api/moves", { booking: `${"Quartermaine".repeat(3)}12345678`, startsAt: startIn(5) }),
		await post("/api/sign-ins", { email: who.email, code: "123456" }),
		await post("/api/holds", wish, { origin: "https://quartermaine.example" }),
		await form("/api/form-mail-wishes", { ref: who.email }),
		await get("/api/bookings?search=Zenobia", { authorization: `Bearer ${token}` }),
		await get(`/api/slots/${mask}/lesson/2026-W50`),
		await get(`/t/${mask}?name=${mask}`),
		await get(`/%E0${mask}`),
		await app.send("POST", `/api/nothing/${who.email}`, { body: who.name }),
	];
	for (const said of wrong) expect(said.status, said.text.slice(0, 200)).toBeLessThan(500);

	// Faults of our own, which tell all they have: one of a route, one of a page.
	const bug = await withLaw("api.hold_slot", "p_key like 'bug-%'", async () => {
		const headers = { "idempotency-key": `bug-${newKey()}` };
		return post("/api/holds", { ...wish, startsAt: startIn(6) }, headers);
	});
	expect(bug.status).toBe(500);
	const { ref: shown } = ok(await post("/api/bookings", { ...wish, startsAt: startIn(7), ...who }), 201);
	const ofThem = `exists (select from app.bookings where id = p_booking_id and email = '${who.email}')`;
	await withLaw("api.get_booking", ofThem, () => get(`/b/${shown}`));

	await expect
		.poll(() => linesOf(app).some(({ what }) => what === "page not made"), { timeout: 30_000 })
		.toBe(true);
	const lines = linesOf(app);
	for (const line of lines)
		expect(line).toMatchObject({
			level: expect.stringMatching(/^(info|warn|error)$/),
			time: expect.any(String),
		});
	const of = (what: string) => lines.filter((line) => line.what === what);
	expect(of("POST /api/moves").map(({ code, status }) => [code, status])).toEqual([
		[undefined, 200],
		["NTFND", 404],
	]);
	expect(of("POST /api/bookings").map(({ code }) => code)).toContain("PARSE");
	expect(of("POST /api/holds").find(({ status }) => status === 500)).toMatchObject({
		level: "error",
		code: "BUG00",
		error: "error P0001",
		trace: bug.headers.get("x-request-id"),
		stack: expect.stringContaining("api.hold_slot"),
	});
	expect(bug.json.error.message, "and who asked can say which").toContain(bug.headers.get("x-request-id"));
	expect(of("page not made").slice(0, 1)).toMatchObject([
		{ page: "/[lang]/b/[ref]", code: expect.stringMatching(/^\d+/) },
	]);
	expect(found(app.said(), [...planted, ref, hold, shown, ref.slice(-20)])).toEqual([]);
});

test("would be found: what a library says of somebody by name is, and their address and an error's row are not", async () => {
	const plants = pathToFileURL(join(import.meta.dirname, "support", "plants-in-log.mjs")).href;
	const app = await nextStart({ NODE_OPTIONS: `--import ${plants}`, PLANTED: JSON.stringify(who) });
	await expect.poll(() => app.said(), { timeout: 30_000 }).toContain("planted twice");
	expect(found(app.said(), planted)).toEqual(["quartermaine"]);
	expect(app.said()).not.toContain(who.email);
});

/** Where it is true of what a verb is given, that fails with a word of somebody, and a row of theirs beside it. */
async function withLaw<Answer>(verb: string, where: string, work: () => Promise<Answer>): Promise<Answer> {
	const [law] = await rows<{ law: string }>("select pg_get_functiondef($1::regproc) as law", [verb]);
	const fails = `if ${where} then raise exception '${who.name} <${who.email}>' using detail = 'Failing row contains (${who.name})'; end if;`;
	await rows(String(law?.law).replace("\nbegin\n", () => `\nbegin\n  ${fails}\n`));
	try {
		return await work();
	} finally {
		await rows(String(law?.law));
	}
}
