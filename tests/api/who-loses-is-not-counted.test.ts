import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { policies } from "../../lib/limit-policies.ts";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { post } from "./support/ask.ts";
import { earlyInAMinute } from "./support/early-in-a-minute.ts";
import { comeIn, wish } from "./support/family.ts";
import { newOpening } from "./support/opening.ts";

const mostHolds = policies.holds.rules[0]?.most ?? 0;
const mostLosses = policies.losses.rules[0]?.most ?? 0;
type Outcome = "done" | "TAKEN" | "GONE0" | "CLASH";

beforeEach(earlyInAMinute);
afterEach(() => vi.unstubAllEnvs());

test("a family that loses more often than it may hold still holds the next time that is free", async () => {
	const opening = await newOpening({ waitingRoom: false });
	const [first, other] = [await comeIn(opening), await comeIn(opening)];
	const hold = (cookie: string, time?: string) =>
		post("/api/holds", wish(opening, time), undefined, { cookie });
	expect((await hold(first.cookie)).status).toBe(201);
	for (let i = 0; i < mostHolds + 3; i++) expect((await hold(other.cookie)).error?.code).toBe("TAKEN");
	for (let i = 0; i < 3; i++) expect((await hold(other.cookie, "11:07")).error?.code).toBe("GONE0");
	expect((await hold(other.cookie, "11:00")).status).toBe(201);
});

describe("what is lost by a ticket", () => {
	test("is spared as often as a person taps, and then counts", async () => {
		const { ask } = await instance();
		const [wild, other] = [randomUUID(), randomUUID()];
		const said: number[] = [];
		for (let i = 0; i < mostLosses + mostHolds + 5; i++)
			said.push(await ask(wild, i % 2 ? "TAKEN" : "GONE0"));
		expect(said.filter((status) => status === 409)).toHaveLength(mostLosses + mostHolds);
		expect(said.slice(-5)).toEqual([429, 429, 429, 429, 429]);
		expect(await ask(wild, "done"), "it is not let in by what would not be lost").toBe(429);
		expect(await ask(other, "done")).toBe(204);
	});

	test("is all that is spared", async () => {
		const { ask } = await instance();
		const ticket = randomUUID();
		for (let i = 0; i < mostHolds; i++) expect(await ask(ticket, i % 2 ? "CLASH" : "done")).not.toBe(429);
		expect(await ask(ticket, "TAKEN")).toBe(429);
	});

	test("is told to no other instance", async () => {
		const ticket = randomUUID();
		const [one, other] = [await instance(), await instance()];
		for (let i = 0; i < mostHolds; i++) {
			expect(await one.ask(ticket, "TAKEN")).toBe(409);
			await new Promise((wake) => setTimeout(wake, 20));
		}
		for (let i = 0; i < mostHolds; i++) {
			expect(await other.ask(ticket, "done")).toBe(204);
			await new Promise((wake) => setTimeout(wake, 20));
		}
		expect(await other.ask(ticket, "done")).toBe(429);
	});
});

/** A route as that of holds is, in a process of its own. */
async function instance() {
	asANewProcess({});
	const { done, handle } = await import("../../lib/http.ts");
	const { limit } = await import("../../lib/limit.ts");
	const { sparingLosses } = await import("../../lib/losses.ts");
	const { Refusal } = await import("../../lib/refusal.ts");
	const ask = async (ticket: string, how: Outcome) => {
		const route = handle(async (request) => {
			const takeBack = await limit("holds", request, { ticket });
			return sparingLosses(request, ticket, takeBack, async () => {
				if (how !== "done") throw new Refusal(how);
				return done();
			});
		});
		return (await route(new Request("http://localhost/api/holds", { method: "POST" }), {})).status;
	};
	return { ask };
}
