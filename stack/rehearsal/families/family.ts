import { createHmac } from "node:crypto";
import type { GroupStatus } from "../../../lib/openings/schema.ts";
import { bellOf, bellsOf, phaseAt } from "./bells.ts";
import { Browser, type World } from "./browser.ts";
import { dice } from "./dice.ts";
import type { Family, Opening } from "./families.ts";
import { Inside } from "./inside.ts";
import type { Count, Place } from "./place.ts";
import type { StatusBoard } from "./status-board.ts";
import { until } from "./until.ts";

/** Who comes late does so within this time after the first second. */
const latestMs = 7_000;

type Shared = { world: World; opening: Opening; board: StatusBoard; count: Count };

/** One family, from its coming to its end. The same seed and number make the same family. */
export async function family(shared: Shared, number: number): Promise<Family> {
	const { world, opening, count } = shared;
	const { shares } = opening;
	const random = dice(opening.seed + number * 7_919);
	const is = (share: number) => random() < share;
	const isSlow = is(shares.slow);
	const isAbsent = is(shares.absent);
	const isLeaving = is(shares.leaving);
	const browser = new Browser(world, number, random, is(shares.badLine));
	const [earliest, latest] = opening.comeMs;
	const bell = bellOf(opening, number);
	const tabs = is(shares.manyTabs) ? 2 + Math.floor(random() * 4) : 1;
	const comesAt = is(shares.late)
		? bell + 1_000 + random() * latestMs
		: opening.opensAt - latest - random() * (earliest - latest);
	const so: Family = {
		...{ ticketId: undefined, end: "", cameAt: undefined, admittedAt: undefined, endedAt: 0 },
		...{ isSlow, inDraw: false, tickets: 0 },
	};
	const end = (how: string): Family => ({ ...so, end: how, endedAt: world.now() });

	await until(world, comesAt);
	const tickets = new Map<string, Place>();
	for (let tab = 0; tab < tabs; tab++) {
		const due = tab === 0 ? comesAt : world.now();
		await browser.get("GET opening", "page", `/opening/${opening.opening}`, "", due);
		const body = { invitation: opening.invitations[number] };
		const said = await browser.post({ verb: "join", path: "/api/tickets", body });
		if (said.status !== 200) return end(`join ${said.status}`);
		const place = said.json() as Place;
		tickets.set(place.ticketId, place);
	}
	const [place] = tickets.values();
	if (!place) return end("no place");
	Object.assign(so, { ticketId: place.ticketId, inDraw: place.inDraw, tickets: tickets.size });
	so.cameAt = world.now();
	count.come++;
	count.waiting++;
	const leavesAt = isLeaving ? bell + random() * 60_000 : Number.POSITIVE_INFINITY;
	const lingersFor = is(shares.lingering) ? 25_000 : 0;
	const turned = await turn(shared, browser, random, place, leavesAt, lingersFor);
	count.waiting--;
	if (typeof turned === "string") return end(turned);
	if (isAbsent) return end("absent");

	count.inside++;
	const inside = new Inside({ ...shared, browser, random, place, isSlow, is });
	const how = await inside.come(turned);
	count.inside--;
	so.admittedAt = inside.admittedAt;
	return end(how);
}

/** Waits until it is one's turn, and gives when one was to hear of it; else says how it ended. */
async function turn(
	{ world, opening, board }: Shared,
	browser: Browser,
	random: () => number,
	place: Place,
	leavesAt: number,
	lingersFor: number,
): Promise<string | number> {
	const { opensAt, lookMs } = opening;
	let etag = "";
	let rank: number | undefined;
	let goesHomeAt = Number.POSITIVE_INFINITY;
	const came = world.now();
	let due = Math.max(came, Math.min(came + random() * 10 * lookMs, nextBell(came)));
	for (;;) {
		await until(world, due);
		if (due > leavesAt) {
			const { ticket, ticketId } = place;
			await browser.post({
				verb: "leave",
				path: "/api/departures",
				body: { ticket },
				about: { ticket: ticketId },
			});
			return "left";
		}
		const phase = phaseAt(opening, due);
		const path = `/api/openings/${opening.opening}/status/${phase}`;
		const known = etag && `If-None-Match: ${etag}\r\n`;
		const told = await browser.get("GET status", "shared", path, known, due);
		const toldAt = due + told.lineMs;
		const news = board.read(told);
		due = Math.min(nextBell(due), Math.max(world.now(), due + pace(due) * (0.8 + random() * 0.4)));
		if (world.now() >= goesHomeAt) return "sold out";
		if (!news || phase === 0) continue;
		etag = news.etag;
		const { state, groups } = news.status;
		const group = groups[place.group];
		if (!group) return "no group";
		if (state === "ended" || state === "released") return "ended";
		// Also where something came back meanwhile that others are called for first.
		if (state === "sold_out") goesHomeAt = Math.min(goesHomeAt, world.now() + lingersFor);
		if (world.now() >= goesHomeAt) return "sold out";
		if (!place.inDraw && place.tailNo === null) {
			const own = await browser.get("GET ticket", "api", `/api/tickets/${place.ticket}`);
			if (own.status === 200) place.tailNo = (own.json() as Place).tailNo;
		}
		if (place.inDraw && group.seed) rank ??= rankOf(group.seed, place.ticketId);
		if (isTurn(place, group, rank) && state !== "sold_out") return toldAt;
	}

	/** Slower before the last two minutes, as the page has it. */
	function pace(now: number): number {
		return now < opensAt - 120_000 ? 10 * lookMs : lookMs;
	}

	/** At each group's the page asks, within a twentieth of its pace. */
	function nextBell(after: number): number {
		const next = Math.min(...bellsOf(opening).filter((bell) => bell > after));
		return next + random() * 0.05 * lookMs;
	}
}

function rankOf(seed: string, ticketId: string): number {
	return createHmac("sha256", Buffer.from(seed, "hex")).update(ticketId).digest().readUInt32BE(0);
}

function isTurn({ inDraw, tailNo }: Place, group: GroupStatus, rank: number | undefined): boolean {
	if (inDraw) return rank !== undefined && rank < group.servedBelow;
	return tailNo !== null && tailNo <= group.tailServed;
}
