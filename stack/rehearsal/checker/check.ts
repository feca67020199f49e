import type pg from "pg";
import type { Call } from "../call.ts";
import type { Run, Verdict } from "../run.ts";
import { storyOf } from "./claims.ts";
import { type Finding, verdictOf } from "./finding.ts";
import { findAcknowledged } from "./laws/acknowledged.ts";
import { findBell } from "./laws/bell.ts";
import { type Delivery, findDeliveries } from "./laws/deliveries.ts";
import { findDraw } from "./laws/draw.ts";
import { findEdits } from "./laws/edits.ts";
import { findHolds } from "./laws/holds.ts";
import { findMails } from "./laws/mails.ts";
import { findOrderOfSlots } from "./laws/order-of-slots.ts";
import { findOverlaps } from "./laws/overlaps.ts";
import { findPlaces } from "./laws/places.ts";
import { findPromisedTime } from "./laws/promised-time.ts";
import { findRepeats } from "./laws/repeats.ts";
import { findSeats } from "./laws/seats.ts";
import { findShares } from "./laws/shares.ts";
import { findTurns } from "./laws/turns.ts";
import { readLog } from "./log.ts";
import { readOpening } from "./opening.ts";
import { readRows } from "./rows.ts";

export type Checked = {
	/** Seats that two have, by the database or by what they were told, whichever is more. */
	double: number;
	/** Acknowledged bookings that are not there. */
	lost: number;
	/** People served out of their turn. */
	unfair: number;
	/** The eight laws in their order, the opening's four, edits, the times of holds, and where known what came by mail. */
	verdicts: Verdict[];
	draw: Run["draw"];
};

/**
 * Judges a rehearsal by its log and its database alone, sharing no code with what made either. To be asked once all calls
 * have ended. Looks at the teachers of the opening and of the log, and at the slots of one type each; what staff booked
 * for others during it is known to be theirs, and what is older than the first call is nobody's concern.
 *
 * `database` may read all of schema app, and has no transaction open. `promises` are the groups' commitments (SHA-256 of
 * their seeds, in hex) as they were noted before the bell: the database computes them from the seed, so that those it has
 * afterwards prove nothing. `deliveries` are all mails that came to the mailbox, once none is due any more. `toleranceMs`
 * is how far apart two readings of the clock may be. Throws where there is no such opening, or the database cannot be
 * asked: never answers "kept" for what was not seen.
 */
export async function check(options: {
	calls: Iterable<Call>;
	database: pg.ClientBase;
	opening: string;
	promises?: string[];
	deliveries?: Delivery[];
	toleranceMs?: number;
}): Promise<Checked> {
	const { database, promises = [], deliveries, toleranceMs = 50 } = options;
	const log = readLog(options.calls, options.opening);
	const teachers = new Set(log.calls.flatMap(({ slot }) => slot?.split(" ")[0] ?? []));
	const scope: [string, string[]] = [options.opening, [...teachers]];
	// One look at one moment.
	await database.query("begin isolation level repeatable read read only");
	try {
		const opening = await readOpening(database, options.opening);
		const keys = [...log.takes, ...log.confirms].map(({ key }) => key);
		const story = storyOf(log, await readRows(database, scope, keys), toleranceMs);
		const overlaps = await findOverlaps(database, scope);
		const seats = await findSeats(database, scope);
		const acknowledged = findAcknowledged(story);
		const holds = findHolds(story);
		const draw = findDraw(story, opening, promises);
		const turns = findTurns(story, opening);
		const findings: Finding[] = [
			overlaps,
			seats,
			acknowledged,
			findRepeats(story),
			findOrderOfSlots(story),
			findBell(story),
			holds,
			await findMails(database, scope),
			draw,
			turns,
			findPlaces(story, opening),
			findShares(story, opening),
			findEdits(story),
			findPromisedTime(story),
			...(deliveries ? [await findDeliveries(database, scope, deliveries)] : []),
		];
		const tickets = [...opening.tickets.values()];
		return {
			double: Math.max(seats.double + overlaps.broken.length, holds.double),
			lost: acknowledged.lost,
			unfair: turns.unfair,
			verdicts: findings.map(verdictOf),
			draw: {
				tickets: tickets.length,
				inDraw: tickets.filter(({ rank }) => rank !== null).length,
				record: draw.broken.length === 0 ? "right" : "wrong",
			},
		};
	} finally {
		await database.query("rollback");
	}
}
