import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { comeToOpening } from "../../stack/rehearsal/families/families.ts";
import { given } from "../api/support/ask.ts";
import { admin, rows } from "../api/support/school.ts";
import { brokenLaws } from "../support/checker.ts";
import { seedOpening } from "./support/opening.ts";

const people = Number(process.env.FAMILIES ?? 2_000);
const [teachers, starts] = [25, 20];
// Half an hour, made shorter: eighty a second are as many as two cores take that are also the edge, the database and the crowd.
const joinSeconds = Math.max(20, people / 80);

test(`${people} families and 500 times: each is sold once, the order is the draw's, and waiting costs nothing`, async () => {
	const wish = await seedOpening({ people, teachers, starts, joinSeconds });
	const { opening, opensAt } = wish;
	const outcome = await comeToOpening(wish);
	const ends: Record<string, number> = {};
	for (const { end } of outcome.families) ends[end] = (ends[end] ?? 0) + 1;
	const { families, answers, latency, late, mostQueued } = outcome;
	const soldOutAfter = ((outcome.soldOutAt ?? 0) - opensAt) / 1_000;
	const waitedOn =
		(Math.max(...families.filter(({ admittedAt }) => !admittedAt).map(({ endedAt }) => endedAt)) -
			(outcome.soldOutAt ?? 0)) /
		1_000;
	const origin = originBySecond(opensAt, outcome.soldOutAt ?? 0, opening);
	console.log(
		JSON.stringify({ ends, soldOutAfter, waitedOn, origin, answers, latency, late, mostQueued }, brief),
	);

	const bookings = await rows<{ ticket: string; start: string; admitted: boolean }>(
		`select booking.ticket_id as ticket, appointment.teacher_id || ' ' || appointment.starts_at as start,
			ticket.admitted_at is not null and booking.created_at >= ticket.admitted_at as admitted
		from app.bookings booking
		join app.appointments appointment on appointment.id = booking.appointment_id
		join app.tickets ticket on ticket.id = booking.ticket_id
		where ticket.opening_id = $1 and booking.state = 'confirmed'`,
		[opening],
	);
	expect(new Set(bookings.map(({ start }) => start)).size).toBe(teachers * starts);
	expect(bookings).toHaveLength(teachers * starts);
	expect(bookings.every(({ admitted }) => admitted)).toBe(true);
	// Who was told "booked" has it, by their own ticket, and nobody else does.
	const acknowledged = families.filter(({ end }) => end === "booked").map(({ ticketId }) => ticketId);
	expect(bookings.map(({ ticket }) => ticket).sort()).toEqual(acknowledged.sort());
	expect(await brokenLaws(admin as never)).toEqual([]);

	expect(Object.keys(ends).sort(), "nobody met with anything else").toEqual([
		"absent",
		"booked",
		"left",
		"sold out",
	]);
	expect(
		families.every(({ tickets }) => tickets === 1),
		"however many tabs",
	).toBe(true);
	expect(
		families.some(({ isSlow, end }) => isSlow && end === "booked"),
		"who is slow succeeds, too",
	).toBe(true);
	// They hear it when they next look; who is choosing or typing just then, when they next do something.
	expect(waitedOn, "nobody waits once it is sold out").toBeLessThan(wish.lookMs / 1_000 + 2);
	const acts = [
		"POST /api/tickets",
		"POST /api/passes",
		"POST /api/holds",
		"POST /api/bookings",
		"POST /api/departures",
		"GET /api/slots",
	];
	const waiting = Object.entries(origin).filter(
		([kind]) => !acts.includes(kind) && !kind.startsWith("GET /t/"),
	);
	// Who joins after the bell looks once or twice more, for their number.
	const behind = families.filter(({ inDraw }) => !inDraw).length / soldOutAfter;
	expect(sum(waiting), "requests a second for those who wait").toBeLessThanOrEqual(5 + 2 * behind);
	// A pass is good for the ticket it was drawn for, and each that was taken was used by it, or for nothing.
	const passes = await rows<{ ticket: string }>(
		"select id as ticket from app.tickets where opening_id = $1 and admitted_at is not null",
		[opening],
	);
	const took = new Set(families.filter(({ admittedAt }) => admittedAt).map(({ ticketId }) => ticketId));
	expect(passes.filter(({ ticket }) => took.has(ticket)).length / passes.length).toBeGreaterThanOrEqual(0.99);
	expect(took.size).toBe(passes.length);
}, 600_000);

/** What came to the instances from the bell until it was sold out, a second. */
function originBySecond(from: number, to: number, opening: string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const line of readFileSync(given("ORIGIN_LOG"), "utf8").split("\n")) {
		const [seconds, , , , , method, path = ""] = line.split(" ");
		const at = Number(seconds) * 1_000;
		if (at < from || at >= to) continue;
		const kind = path.startsWith(`/api/openings/${opening}/status`)
			? "status"
			: `${method} ${path.split("/", 3).join("/")}`;
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return Object.fromEntries(Object.entries(counts).map(([kind, n]) => [kind, n / ((to - from) / 1_000)]));
}

const sum = (counts: [string, number][]) => counts.reduce((all, [, count]) => all + count, 0);
const brief = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toFixed(2)) : value);
