import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { done, handle } from "../../lib/http.ts";
import { limit } from "../../lib/limit.ts";
import { policies } from "../../lib/limit-policies.ts";
import { Refusal } from "../../lib/refusal.ts";

const most = policies.holds.rules[0]?.most ?? 0;
let outcome: "done" | "BUSY0" | "TAKEN" = "done";
const route = handle(async (request) => {
	await limit("holds", request, { ticket: request.headers.get("x-ticket") });
	if (outcome !== "done") throw new Refusal(outcome);
	return done();
});
const ask = async (ticket: string, how: typeof outcome) => {
	outcome = how;
	const request = new Request("http://localhost/api/holds", { headers: { "x-ticket": ticket } });
	return (await route(request, {})).status;
};

test("who is told that we are busy may ask as often again as if they had not asked", async () => {
	const ticket = randomUUID();
	for (let i = 0; i < 3 * most; i++) expect(await ask(ticket, "BUSY0")).toBe(503);
	for (let i = 0; i < most; i++) expect(await ask(ticket, "done")).toBe(204);
	expect(await ask(ticket, "done")).toBe(429);
});

test("any other answer counts", async () => {
	const ticket = randomUUID();
	for (let i = 0; i < most; i++) expect(await ask(ticket, "TAKEN")).toBe(409);
	expect(await ask(ticket, "done")).toBe(429);
	expect(await ask(ticket, "BUSY0"), "one who was slowed down is not let off").toBe(429);
});
