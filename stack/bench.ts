import { writeFileSync } from "node:fs";
import { styleText } from "node:util";
import { askedToStop } from "./asked-to-stop.ts";
import { bookSlotVsInsert, hotVsSpread } from "./bench/book-slot.ts";
import { connectionsAtPeak } from "./bench/connections.ts";
import { edgeVsStatic } from "./bench/edge-vs-static.ts";
import { loserVsWinner } from "./bench/last-seats.ts";
import type { Figures, Line } from "./bench/line.ts";
import { listWeek } from "./bench/list-week.ts";
import { monthTeamVsWeek } from "./bench/month-team.ts";
import { originRequests } from "./bench/origin-requests.ts";
import { postBookingVsEmptyPost } from "./bench/post-booking.ts";
import { slotsHit, slotsMiss } from "./bench/slots-vs-empty.ts";
import { table } from "./bench/table.ts";
import { takeMailVsLots } from "./bench/take-mails.ts";
import { bookToldVsUntold } from "./bench/told-hooks.ts";
import { watchedVsUnwatched } from "./bench/watched.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { type Stack, up } from "./embedded/up.ts";
import { clearLeftovers } from "./rehearsal/leftovers.ts";

/**
 * `npm run bench`: what a booking costs, as ratios within one run, on ports and data of its own. Words after it name the
 * lines to run; `--json FILE` keeps the figures. No figure fails it: it exits 1 when something does not work or a count
 * is wrong.
 */
const lines: Line[] = [
	bookSlotVsInsert,
	hotVsSpread,
	loserVsWinner,
	bookToldVsUntold,
	takeMailVsLots,
	postBookingVsEmptyPost,
	watchedVsUnwatched,
	listWeek,
	monthTeamVsWeek,
	slotsHit,
	slotsMiss,
	edgeVsStatic,
	originRequests,
	connectionsAtPeak,
];

const asked = askedToStop();
const port = Number(process.env.PORT || 3400);
const began = performance.now();
let stack: Stack | undefined;
let code = 0;
try {
	const { chosen, json } = read(process.argv.slice(2));
	stack = await up({ name: "bench", port, fresh: true, log: say, clear: clearLeftovers });
	const results: { line: Line; figures: Figures }[] = [];
	for (const line of chosen) {
		asked.throwIfAborted();
		say(styleText("bold", `\n▸ ${line.name}`));
		results.push({ line, figures: await line.measure({ stack, port, asked, say }) });
	}
	say(`\n${table(results)}\n`);
	say(styleText("dim", `${Math.round((performance.now() - began) / 1000)} s`));
	if (json) writeFileSync(json, `${JSON.stringify(results.map(asJson), null, "\t")}\n`);
} catch (error) {
	if (!asked.aborted) explain(error);
	code = 1;
}
await stack?.stop();
process.exit(asked.aborted ? 130 : code);

function read(words: string[]): { chosen: Line[]; json: string | undefined } {
	const at = words.indexOf("--json");
	const [, json] = at < 0 ? [] : words.splice(at, 2);
	if (at >= 0 && !json) throw new CannotStart("Say which file: npm run bench -- --json bench.json");
	const names = lines.map(({ name }) => name);
	const unknown = words.find((word) => !names.includes(word));
	if (unknown) throw new CannotStart(`There is no line ${unknown}: there are ${names.join(", ")}.`);
	return { chosen: lines.filter(({ name }) => words.length === 0 || words.includes(name)), json };
}

function asJson({ line, figures }: { line: Line; figures: Figures }) {
	const brief = (value: number) => Number(value.toPrecision(4));
	return {
		name: line.name,
		value: brief(figures.value),
		unit: line.unit,
		a: brief(figures.a),
		b: brief(figures.b),
	};
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
