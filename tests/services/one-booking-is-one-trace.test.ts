import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { appUrl, newKey, type Said } from "../api/support/ask.ts";
import { type NextStart, nextStart } from "../api/support/next-start.ts";
import { otlpReceiver, type Receiver } from "../api/support/otlp.ts";
import { booker, newSchool, startIn } from "../api/support/school.ts";

const json = { origin: appUrl, "content-type": "application/json" };

async function traced(more: Record<string, string> = {}): Promise<{ app: NextStart; told: Receiver }> {
	const told = await otlpReceiver();
	const often = { OTEL_BSP_SCHEDULE_DELAY: "100" };
	return { told, app: await nextStart({ OTEL_EXPORTER_OTLP_ENDPOINT: told.url, ...often, ...more }) };
}

/** One booking, from the form's last button on. */
async function booking(app: NextStart, wish: object, headers = {}) {
	return app.send("POST", "/api/bookings", {
		headers: { ...json, "idempotency-key": newKey(), ...headers },
		body: JSON.stringify({ type: "lesson", ...wish }),
	});
}

/** Every fact about a person, wherever it is in what was sent. */
const found = (texts: string[], facts: string[]) =>
	facts.filter((fact) => texts.some((text) => text.toLowerCase().includes(fact.toLowerCase())));

describe("with somebody who is told", () => {
	test("one booking is one trace: its route, its SQL with the wait for a connection, and its messages to Redis", async () => {
		const { app, told } = await traced();
		const { teachers } = await newSchool();
		const who = booker("Quilla Trace");
		const said = await booking(app, { teacher: teachers[0]?.handle, startsAt: startIn(3), ...who });
		expect(said.status, said.text).toBe(201);
		const id = said.headers.get("x-request-id") ?? "";
		expect(id).toMatch(/^[\da-f]{32}$/);

		const spans = await told.trace(id, "POST /api/bookings", "sql book_slot", "redis");
		const of = (name: string) => spans.find((span) => span.name === name);
		expect(of("POST /api/bookings")?.facts).toMatchObject({
			"http.route": "/api/bookings",
			"http.method": "POST",
		});
		expect(of("sql book_slot")?.facts).toEqual({
			"db.system.name": "postgresql",
			"db.operation.name": "book_slot",
			"firstbell.outcome": "ok",
			"firstbell.queue_ms": expect.any(Number),
		});
		expect(of("redis")?.facts).toMatchObject({ "db.system.name": "redis", "firstbell.outcome": "ok" });
		const ids = new Set(spans.map(({ spanId }) => spanId));
		const roots = spans.filter(({ parentSpanId }) => !parentSpanId);
		expect(roots.map(({ name }) => name)).toEqual(["POST /api/bookings"]);
		expect(spans.every(({ parentSpanId }) => !parentSpanId || ids.has(parentSpanId))).toBe(true);
	});

	test("what is refused says so in its span, and its answer says by which id it is known", async () => {
		const { app, told } = await traced();
		const { teachers } = await newSchool();
		const wish = { teacher: teachers[0]?.handle, startsAt: startIn(3) };
		await booking(app, { ...wish, ...booker("First One") });
		const said = await booking(app, { ...wish, ...booker("Second One") });
		expect(said.error?.code).toBe("TAKEN");
		const spans = await told.trace(said.headers.get("x-request-id") ?? "", "sql book_slot");
		expect(spans.find(({ name }) => name === "sql book_slot")?.facts["firstbell.outcome"]).toBe("TAKEN");
	});

	test("a trace from outside is linked to and never entered, whatever it says of being kept", async () => {
		const { app, told } = await traced({
			OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
			OTEL_TRACES_SAMPLER_ARG: "1",
		});
		const theirs = "4bf92f3577b34da6a3ce929d0e0e4736";
		const said = await booking(app, {}, { traceparent: `00-${theirs}-00f067aa0ba902b7-00` });
		const id = said.headers.get("x-request-id") ?? "";
		expect(id).not.toBe(theirs);
		const spans = await told.trace(id, "POST /api/bookings");
		expect(spans.flatMap(({ links }) => links ?? []).map(({ traceId }) => traceId)).toEqual([theirs]);
		expect(told.spans.some(({ traceId }) => traceId === theirs)).toBe(false);
	});

	test("what is not to be kept is not sent, though somebody outside would have it kept", async () => {
		const { app, told } = await traced({ OTEL_TRACES_SAMPLER: "always_off" });
		const said = await booking(
			app,
			{},
			{
				traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
			},
		);
		expect(said.headers.get("x-request-id")).toMatch(/^[\da-f]{32}$/);
		await new Promise((wake) => setTimeout(wake, 500));
		expect(told.spans).toEqual([]);
	});
});

describe("people", () => {
	const who = { ...booker("Philippa Quenby"), timeZone: "Europe/Berlin" };
	const facts = ["Philippa", "Quenby", who.email, "quenby@elsewhere.example", "fb_secret-token"];

	test("are in no span, whatever they send and wherever they send it", async () => {
		const { app, told } = await traced();
		const { teachers } = await newSchool();
		const teacher = teachers[0]?.handle ?? "";
		const said = await booking(app, { teacher, startsAt: startIn(4), ...who });
		const { ref } = said.json;
		const ids = [said];
		ids.push(await booking(app, { teacher, startsAt: "Philippa Quenby", ...who, name: { x: who.email } }));
		ids.push(
			await app.send("POST", "/api/form-mine-links", {
				headers: { origin: appUrl, "content-type": "application/x-www-form-urlencoded" },
				body: `email=${encodeURIComponent("quenby@elsewhere.example")}`,
			}),
		);
		ids.push(await app.send("GET", `/api/calendars/${ref}?name=Philippa%20Quenby`, {}));
		ids.push(
			await app.send("GET", "/api/bookings?q=quenby@elsewhere.example", {
				headers: { authorization: "Bearer fb_secret-token" },
			}),
		);
		for (const page of [
			`/b/${ref}`,
			"/find?q=Quenby",
			"/t/philippa-quenby",
			"/%E0Quenby",
			`/nowhere/${who.email}`,
		])
			await app.send("GET", page, {});
		ids.push(
			await app.send("POST", "/api/cancellations", { headers: json, body: JSON.stringify({ booking: ref }) }),
		);
		for (const each of ids) await told.trace(each.headers.get("x-request-id") ?? "", /^(GET|POST) \/api\//);
		// A mail is in it, too. Whoever comes first sends one, and that may be the app beside this: one of a few is sent here.
		const isSentHere = ({ headers }: Said) =>
			told.trace(headers.get("x-request-id") ?? "", "sql mark_mail").then(
				() => true,
				() => false,
			);
		for (let day = 5, mailed = said; !(await isSentHere(mailed)); day++) {
			expect(day, "days until one is").toBeLessThan(10);
			mailed = await booking(app, { teacher, startsAt: startIn(day), ...who });
		}
		await new Promise((wake) => setTimeout(wake, 500));
		expect(
			told.spans.some(({ name }) => name.includes("/find")),
			"pages are in it",
		).toBe(true);
		expect(found(told.texts, [...facts, ref, ref.slice(-20)])).toEqual([]);
	});

	test("would be found: what is planted where it may be told is, and elsewhere it is left out", async () => {
		const plants = pathToFileURL(
			join(import.meta.dirname, "..", "api", "support", "plants-in-spans.mjs"),
		).href;
		const { app, told } = await traced({ NODE_OPTIONS: `--import ${plants}`, PLANTED: who.email });
		await app.send("GET", "/api/health", {});
		await expect
			.poll(() => told.spans.some(({ name }) => name === "planted"), { timeout: 30_000 })
			.toBe(true);
		const planted = told.spans.find(({ name }) => name === "planted");
		expect(planted?.facts).toEqual({ "db.operation.name": who.email });
		expect(found(told.texts, facts)).toContain(who.email);
	});
});

test("with nobody who is told, an answer still says by which id it is known, and no span is made", async () => {
	const told = await otlpReceiver();
	const app = await nextStart({ OTEL_EXPORTER_OTLP_ENDPOINT: "" });
	const [one, other] = [await app.send("GET", "/api/health", {}), await app.send("GET", "/api/health", {})];
	for (const said of [one, other]) expect(said.headers.get("x-request-id")).toMatch(/^[\da-f]{32}$/);
	expect(one.headers.get("x-request-id")).not.toBe(other.headers.get("x-request-id"));
	expect(told.texts).toEqual([]);
});
