import fc from "fast-check";
import { expect, test } from "vitest";
import { foretell, isOff, soldOutAt } from "../../stack/capacity/against.ts";
import { courseOf } from "../../stack/capacity/course.ts";
import { total } from "../../stack/capacity/drivers.ts";
import { type Asked, workOf } from "../../stack/capacity/plans/asked.ts";
import { selfHosted } from "../../stack/capacity/plans/self-hosted.ts";
import { onVercel } from "../../stack/capacity/plans/vercel.ts";
import { predict } from "../../stack/capacity/predict.ts";
import { realWays, rehearsedScenario } from "../../stack/capacity/scenario.ts";
import { measuredRun } from "./support/measured-run.ts";

const run = measuredRun();
const asked: Asked = {
	...{ people: 10_000, slots: 1_200, teachers: 60, minutes: 30, think: 20, edges: 1 },
	...{ openingsAMonth: 1, viewersADay: 0 },
};
const load = (wish: Partial<Asked>) => workOf(run, { ...asked, ...wish }, false).load;

test("a run foretells itself to the last request", () => {
	for (const { what, off } of foretell(run, run)) expect(Math.abs(off), what).toBeLessThan(0.005);
});

test("a run foretells another of more people and other times, where that went by the same rules", () => {
	for (const figure of foretell(run, measuredRun({ people: 2_400, slots: 450, teachers: 25 })))
		expect(isOff(figure), `${figure.what}: ${figure.off}`).toBe(false);
});

test("what a run had by luck is not taken for what is usual: its people waited twice as long, and asked twice as often", () => {
	const lucky = measuredRun();
	const status = lucky.tiers.edge["GET status"] as { requests: number };
	const bell = -lucky.series.from;
	const waited = total(lucky.series.waiting.slice(bell));
	const before = predict(run, rehearsedScenario(run)).edge["GET status"] ?? 0;
	lucky.series.waiting.push(...lucky.series.waiting.slice(bell));
	status.requests += waited / (lucky.conduct.lookMs / 1_000);
	const after = predict(lucky, rehearsedScenario(run)).edge["GET status"] ?? 0;
	expect(after / before).toBeGreaterThan(0.95);
	expect(after / before).toBeLessThan(1.05);
});

test("what everybody is told costs the origin a request a second for each copy, however many ask", () => {
	const people = fc.integer({ min: 2_000, max: 40_000 });
	fc.assert(
		fc.property(people, fc.integer({ min: 1, max: 4 }), (many, edges) => {
			const { origin, edge, course } = load({ people: many, edges });
			expect(origin["GET status"]).toBeLessThanOrEqual(course.seconds.length * edges);
			expect(edge["GET status"]).toBeGreaterThan(many * 100);
			const more = load({ people: many * 2, edges });
			expect(more.edge["GET status"]).toBeGreaterThan(1.9 * (edge["GET status"] ?? 0));
			expect(more.origin["GET status"]).toBeLessThan(1.02 * (origin["GET status"] ?? 0));
		}),
		{ numRuns: 8 },
	);
});

test("nor for more than that, where the rehearsal had it asked for more often than the model has it", () => {
	const eager = measuredRun();
	(eager.tiers.origin["GET slots"] as { requests: number }).requests *= 3;
	const { origin, course } = workOf(eager, asked, false).load;
	const busy = course.lists.filter((count) => count > 0).length;
	expect(origin["GET slots"]).toBeLessThanOrEqual(busy * asked.teachers);
	expect(origin["GET slots"]).toBeGreaterThan(load({}).origin["GET slots"] ?? 0);
});

test("the database is asked for what everybody is told no more often by four edges than by one", () => {
	const [one, four] = [load({}), load({ edges: 4 })];
	expect(four.origin["GET slots"]).toBeGreaterThan(1.5 * (one.origin["GET slots"] ?? 0));
	for (const verb of ["list_slots", "pace_opening"]) expect(four.statements[verb]).toBe(one.statements[verb]);
});

test("holds, bookings and mails grow with the times there are, and not with who comes in vain", () => {
	const [some, crowd, twice] = [load({}), load({ people: 40_000 }), load({ slots: 2_400, teachers: 120 })];
	for (const route of ["POST passes", "POST holds", "POST bookings"]) {
		expect((crowd.origin[route] ?? 0) / (some.origin[route] ?? 1), route).toBeCloseTo(1, 1);
		expect((twice.origin[route] ?? 0) / (some.origin[route] ?? 1), route).toBeCloseTo(2, 0);
	}
	expect((twice.statements.mark_mail ?? 0) / (some.statements.mark_mail ?? 1)).toBeCloseTo(2, 1);
	expect(crowd.origin["POST tickets"]).toBeCloseTo(4 * (some.origin["POST tickets"] ?? 0), 0);
});

test("nobody books twice, and all is sold where more come than there are times", () => {
	const ways = realWays(rehearsedScenario(run).ways.shares, { minutes: 30, think: 20, edges: 1 });
	const sold = courseOf({ people: 5_000, slots: 300, teachers: 20, ways });
	expect(total(sold.booked) - total(sold.cancels)).toBeCloseTo(300, 0);
	expect(sold.soldOutAt).not.toBeNull();
	const few = courseOf({ people: 200, slots: 300, teachers: 20, ways });
	expect(total(few.booked)).toBeLessThanOrEqual(200);
	expect(few.soldOutAt).toBeNull();
});

test("at the bell everybody asks in one second, and that is the busiest", () => {
	const { peak, course } = load({ people: 30_000 });
	expect(course.looks.indexOf(Math.max(...course.looks))).toBe(-course.from);
	expect(peak.edge).toBeGreaterThan(29_000);
});

test("a pool is asked for no more connections than it has, however many come", () => {
	expect(load({ people: 100_000, slots: 20_000, teachers: 1_000 }).connections).toBe(9);
});

test("when all was sold is the second from which nothing was free any more", () => {
	const sold = (freeSeats: (number | null)[]) => {
		const seen = measuredRun();
		seen.series.freeSeats = freeSeats;
		seen.series.from = -2;
		return soldOutAt(seen).seen;
	};
	expect(sold([null, null, 3, 0, 1, 0, 0])).toBe(3);
	expect(sold([null, null, 3, 2])).toBeNull();
});

test("what could not be told apart costs what such a request costs on average", () => {
	const vague = measuredRun();
	const { edge, instances } = vague.tiers.costs;
	edge.byRoute.passed = null;
	edge.rest = 0.15;
	instances.byRoute["POST holds"] = null;
	const [told, untold] = [run, vague].map((each) => predict(each, rehearsedScenario(run)).cpu);
	expect(untold?.edge).toBeCloseTo(told?.edge ?? 0, 6);
	expect(untold?.instances).toBeCloseTo(told?.instances ?? 0, 6);
});

test("a platform that keeps pages makes each once, and none that nobody looks at", () => {
	const made = (wish: Partial<Asked>) => workOf(run, { ...asked, edges: 2, ...wish }, true).load.origin;
	expect(made({})["GET opening"]).toBeCloseTo(2);
	expect(made({})["GET teacher"]).toBeCloseTo(120, 1);
	expect(made({ people: 10 })["GET teacher"]).toBeLessThanOrEqual(10);
});

test.each([
	["vercel", onVercel, true],
	["self-hosted", selfHosted, false],
] as const)("on %s more people never cost less", (_, plan, keepsPages) => {
	const dollars = (people: number, slots: number) => {
		const { opening, month } = plan(
			workOf(run, { ...asked, people, slots, teachers: Math.ceil(slots / 20) }, keepsPages),
		);
		return [opening.dollars, month.dollars] as const;
	};
	const people = fc.integer({ min: 50, max: 30_000 });
	fc.assert(
		fc.property(people, people, fc.integer({ min: 20, max: 3_000 }), (a, b, slots) => {
			const [fewer, more] = [dollars(Math.min(a, b), slots), dollars(Math.max(a, b), slots)];
			expect(more[0]).toBeGreaterThanOrEqual(fewer[0] - 0.005);
			expect(more[1]).toBeGreaterThanOrEqual(fewer[1] - 0.005);
		}),
		{
			numRuns: 20,
			// Few have a school's pages made in a moment: not those that nobody of them looks at.
			examples: [[51, 50, 1_561]],
		},
	);
});
