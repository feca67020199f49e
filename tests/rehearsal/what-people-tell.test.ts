import { describe, expect, test } from "vitest";
import type { Family } from "../../stack/rehearsal/families/families.ts";
import { toldByPeople } from "../../stack/rehearsal/told-by-people.ts";
import { call } from "./support/witnessed.ts";

const family = (end: string): Family => ({
	...{ ticketId: "t", end, cameAt: 0, admittedAt: 1, endedAt: 2, isSlow: false, inDraw: true, tickets: 1 },
});
const told = (changed: {
	ends?: string[];
	answers?: Record<string, number>;
	statuses?: number[];
	sold?: number;
}) => {
	const { ends = ["booked", "sold out"], answers = {}, statuses = [201, 409], sold = 1 } = changed;
	const outcome = { families: ends.map(family), answers, soldOutAt: 1 };
	const calls = statuses.map((status, i) => call(i, status));
	return toldByPeople(outcome, calls, { bookings: sold, takenBack: 0 }, { slots: 1 });
};
const broken = (changed: Parameters<typeof told>[0]) =>
	told(changed)
		.filter(({ kept }) => !kept)
		.map(({ name, figure }) => `${name}: ${figure}`);

test("all is well where all is sold, everybody knows why they have none, and nobody was sent away for haste", () => {
	const answers = { "GET status 200": 40, "GET ticket 304": 3, "POST hold 409": 1, "GET teacher 503": 1 };
	expect(broken({ answers })).toEqual([]);
});

describe("that somebody who behaved was told that they were too fast is seen", () => {
	test.each<[who: string, told: Parameters<typeof told>[0], figure: string]>([
		[
			"who held, booked or asked for a pass",
			{ statuses: [201, 429, 201] },
			"429 was heard 1 time, by 3 calls",
		],
		[
			"who asked for their own place",
			{ answers: { "GET ticket 429": 7 } },
			"429 was heard 7 times, by 2 calls",
		],
		["where nobody called, nothing is known", { statuses: [] }, "429 was heard 0 times, by 0 calls"],
	])("of %s", (_who, changed, figure) => {
		expect(broken(changed)).toEqual([
			expect.stringContaining(`Nobody who behaves is told that they are too fast: ${figure}`),
		]);
	});

	test("once, though the families' own count has their calls as well", () => {
		const [line] = broken({ statuses: [429, 201], answers: { "POST hold 429": 1, "GET slots 429": 1 } });
		expect(line).toContain("429 was heard 2 times, by 2 calls");
	});
});

test("a time that is left while somebody goes home without one is seen, and so is an end that nobody understands", () => {
	expect(broken({ sold: 0 })).toEqual([
		expect.stringContaining("All times are sold, or everybody has one: 0 of 1"),
	]);
	expect(broken({ ends: ["booked", "hold 500"] })).toEqual([
		expect.stringContaining("Everybody comes to an end that they understand: 1 booked, 1 hold 500"),
	]);
});
