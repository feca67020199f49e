import { styleText } from "node:util";
import { asDate, count } from "../rehearsal/report/words.ts";
import { cautionsOf } from "./cautions.ts";
import { type Driver, drivers } from "./drivers.ts";
import { layOut } from "./lay-out.ts";
import type { Work } from "./plans/asked.ts";
import { type Bill, money, type Plan } from "./plans/bill.ts";
import { ageInDays, allPrices, lookedUp, oldAfterDays } from "./prices.ts";
import { scaleOf } from "./scales.ts";
import { sum } from "./spread.ts";

/** All of it, as one reads it in a terminal. */
export function tell(work: Work, plan: Plan, now: Date): string {
	const { asked } = work;
	const title = (text: string) => styleText("bold", text);
	return [
		title(
			`${count(asked.people)} people come to an opening of ${count(asked.slots)} times of ${count(asked.teachers)} teachers, on ${plan.name}`,
		),
		assumptions(work),
		title("Requests"),
		routes(work),
		title("At each tier"),
		tiers(work),
		title("What it takes, with half as much again for room"),
		layOut(
			["", ">needed", "bound by"],
			plan.needs.map(({ what, needed, bound }) => [what, count(needed), bound]),
		),
		title("One opening, as if nothing were included"),
		sums(plan.opening),
		title(
			`A month with ${count(asked.openingsAMonth)} of them and ${count(asked.viewersADay)} viewers a day`,
		),
		sums(plan.month),
		notes(work, plan),
		prices(now),
	].join("\n\n");
}

function assumptions({ asked, run, load }: Work): string {
	const { options, at } = run;
	const sold = load.course.soldOutAt;
	return [
		`Carried over from the rehearsal of ${asDate(at)}, with ${count(options.people)} people for ${count(options.slots)} times: what a request cost there, and by what it grows.`,
		`They come within ${count(asked.minutes)} min before the bell (--minutes), and take ${count(asked.think)} s to choose and as long to type (--think); one in twenty five times that.`,
		sold === null
			? "Not all of it is sold: there are more times than people."
			: `All is sold ${count(sold)} s after the bell; until then those who wait ask once a second.`,
	].join("\n");
}

function routes({ load, run }: Work): string {
	const { byRoute } = run.tiers.costs.instances;
	const names = Object.keys(load.edge).toSorted((a, b) => (load.edge[b] ?? 0) - (load.edge[a] ?? 0));
	return layOut(
		["", ">at the edge", ">at the origin", ">CPU each", "grows, at the edge; at the origin"],
		names.map((route) => {
			const cost = byRoute[route];
			const { edge, origin } = scaleOf(route);
			const words = (by: Driver) => drivers[by];
			return [
				route,
				whole(load.edge[route]),
				whole(load.origin[route]),
				cost === null || cost === undefined ? "–" : `${cost.toFixed(1)} ms`,
				edge === origin || !(route in load.origin) ? words(edge) : `${words(edge)}; ${words(origin)}`,
			];
		}),
	);
}

function tiers({ load, run }: Work): string {
	const { peak, cpu } = load;
	const seen = run.tiers.costs.instances.samples > 0;
	const cores = (seconds: number) => (seen ? `${seconds.toFixed(2)} cores` : "–");
	const spent = (seconds: number) => (seen ? `${whole(seconds)} s` : "–");
	const all = (counts: Record<string, number>) => whole(sum(Object.values(counts)));
	return layOut(
		["", ">in all", ">in the busiest second", ">CPU in all", ">in the busiest second"],
		[
			["Edge requests", all(load.edge), whole(peak.edge), spent(cpu.edge), cores(peak.cpu.edge)],
			[
				"Origin requests",
				all(load.origin),
				whole(peak.origin),
				spent(cpu.instances),
				cores(peak.cpu.instances),
			],
			[
				"Database statements",
				all(load.statements),
				whole(peak.statements),
				spent(cpu.database),
				cores(peak.cpu.database),
			],
			["Redis commands", whole(load.commands), whole(peak.commands), spent(cpu.redis), cores(peak.cpu.redis)],
			["Gigabytes sent", (load.bytes / 1e9).toFixed(1), `${whole((peak.bytes * 8) / 1e6)} Mbit`, "", ""],
		],
	);
}

function sums({ rows, dollars }: Bill): string {
	return layOut(
		["", "quantity × price", ">dollars"],
		[...rows.map((row) => [row.what, row.arithmetic, money(row.dollars)]), ["Together", "", money(dollars)]],
	);
}

function notes({ run }: Work, plan: Plan): string {
	return [
		...plan.notes,
		"Not in it: what is booked on ordinary days, the pages of a booking and of the desk, and pages made anew after an edit.",
		"A dash where the rehearsal's seconds could not tell what a route costs: it is reckoned with what such a request costs on average.",
		...cautionsOf(run),
	].join("\n");
}

function prices(now: Date): string {
	const oldest = allPrices.map(({ asOf }) => asOf).toSorted()[0];
	const said = `Prices as looked up on ${lookedUp}, the oldest of ${oldest}; stack/capacity/prices.ts says where each is from.`;
	const age = ageInDays(now);
	if (age <= oldAfterDays) return said;
	return `${said}\n${styleText("yellow", `That is ${age} days ago: look them up again before money depends on it.`)}`;
}

const whole = (figure: number | undefined) => (figure === undefined ? "–" : count(Math.round(figure)));
