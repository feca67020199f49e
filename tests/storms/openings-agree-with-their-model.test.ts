import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import {
	bookWith,
	expire,
	holdWith,
	type Invitation,
	invite,
	join,
	leave,
	type Opening,
	ring,
	saveOpening,
	seedOffice,
	steer,
	step,
	takePass,
} from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, call, cancel, codeOf, confirm } from "../support/verbs.ts";

/** MODEL_RUNS=1000 for a long look, of some minutes. */
const runs = Number(process.env.MODEL_RUNS) || 200;
const families = 8;
const seats = 6;
const bookingsEach = 2;
const { admin } = await ownDatabase();
// One more for each time that a failure is made smaller.
const teachers = Array.from({ length: 2 * runs }, (_, i) => `teacher-${i}`);
const office = await seedOffice(admin, "school", teachers, { halfHours: seats });
await admin.query("analyze");
let run = 0;
const heard: Record<string, number> = {};

/** What a family is, as far as the rules know it. */
type Family = {
	joined: boolean;
	id: string;
	/** In the draw with a rank, else behind it with a number once it has been given. */
	rank: number | null;
	no: number | null;
	left: boolean;
	revoked: boolean;
	/** Called, and come since. */
	called: boolean;
	came: boolean;
	version: number;
	/** The version of the link by which it joined last. */
	cameBy: number;
	pass: boolean;
	/** Has ever cancelled: may book again, and nothing is kept free for it. */
	cancelled: boolean;
	seats: { slot: number; booked: Booked; held: boolean }[];
};
type Model = {
	families: Family[];
	open: boolean;
	drawn: boolean;
	paused: boolean;
	/** How far the draw and those behind it were called. */
	below: number;
	served: number;
	tail: number;
	arrived: number[];
	taken: Set<number>;
};
type Real = { teacher: string; opening: Opening; invitations: Invitation[]; seed: Buffer };
type Act = fc.AsyncCommand<Model, Real>;

const turnOf = ({ below, served }: Model, { rank, no }: Family) =>
	rank !== null ? rank < below : no !== null && no <= served;
const ticketOf = ({ id, cameBy }: Family) => ({ ticket_id: id, link_version: cameBy });
const at = (model: Model, n: number) => model.families[n] as Family;

/** What a family does, with the answer that the model expects of it. */
function act(
	name: string,
	n: number,
	run: (family: Family, model: Model, real: Real) => Promise<void>,
	needsTicket = true,
): Act {
	return {
		check: (model) => !needsTicket || at(model, n).joined,
		run: (model, real) => run(at(model, n), model, real),
		toString: () => `${name}(${n})`,
	};
}

const joins = (n: number) =>
	act(
		"join",
		n,
		async (family, model, { invitations, seed }) => {
			const work = join(admin, invitations[n] as Invitation, family.version);
			if (family.revoked) return expect(await answerTo(work)).toBe("NTFND");
			family.cameBy = family.version;
			const ticket = await work;
			if (family.joined) {
				expect(ticket.ticket_id).toBe(family.id);
			} else {
				family.joined = true;
				family.id = ticket.ticket_id;
				if (!model.open) family.rank = createHmac("sha256", seed).update(family.id).digest().readUInt32BE(0);
				else model.arrived.push(n);
			}
			family.left = false;
			expect(ticket).toMatchObject({ in_draw: family.rank !== null, tail_no: family.no, left_at: null });
		},
		false,
	);
const leaves = (n: number) =>
	act("leave", n, async (family) => {
		await leave(admin, ticketOf(family), family.cameBy);
		if (family.revoked || family.cameBy !== family.version) return;
		family.left = true;
		family.pass = false;
	});
const takes = (n: number) =>
	act("takePass", n, async (family, model) => {
		const void_ = family.revoked || family.cameBy !== family.version;
		const due = void_ ? "NTFND" : !model.open ? "CLOSD" : turnOf(model, family) ? "ok" : "QUEUE";
		expect(await answerTo(takePass(admin, ticketOf(family), family.cameBy))).toBe(due);
		if (due !== "ok") return;
		Object.assign(family, { pass: true, came: true, left: false });
	});
const expires = (n: number) =>
	act("expire", n, async (family) => {
		if (family.pass) await expire(admin, ticketOf(family));
		family.pass = false;
	});
const claims = (n: number, slot: number, held: boolean) =>
	act(held ? `hold ${slot} ` : `book ${slot} `, n, async (family, model, { teacher }) => {
		const due = !model.open
			? "CLOSD"
			: !family.pass
				? "QUEUE"
				: family.seats.length >= bookingsEach
					? "LIMIT"
					: model.taken.has(slot)
						? "TAKEN"
						: "ok";
		const wish = { teacher, at: slotStart(slot), ticket: ticketOf(family) };
		let booked: Booked | undefined;
		const work = (held ? holdWith(admin, wish) : bookWith(admin, wish)).then((answer: Booked) => {
			booked = answer;
		});
		expect(await answerTo(work)).toBe(due);
		if (!booked) return;
		family.seats.push({ slot, booked, held });
		model.taken.add(slot);
	});
/** Whoever has a link from before the one that was sent last, and the pass that came by it. */
const intrudes = (n: number, slot: number) =>
	act(`intrude ${slot} `, n, async (family, model, { teacher }) => {
		const ticket = { ticket_id: family.id, link_version: family.version - 1 };
		for (const claim of [holdWith, bookWith]) {
			const due = model.open ? "QUEUE" : "CLOSD";
			expect(await answerTo(claim(admin, { teacher, at: slotStart(slot), ticket }))).toBe(due);
		}
	});
const confirms = (n: number) =>
	act("confirm", n, async (family) => {
		const seat = family.seats.find(({ held }) => held);
		if (!seat) return;
		await confirm(admin, seat.booked);
		seat.held = false;
	});
const gives = (n: number) =>
	act("give back", n, async (family, model) => {
		const seat = family.seats.shift();
		if (!seat) return;
		if (seat.held) await call(admin, "release_hold", seat.booked.booking_id, 1);
		else {
			await cancel(admin, seat.booked);
			family.cancelled = true;
		}
		model.taken.delete(seat.slot);
	});
const revokes = (n: number) =>
	act(
		"revoke",
		n,
		async (family, _model, { opening, invitations }) => {
			await call(admin, "revoke_invitation", office.staff, opening.id, invitations[n]?.id);
			family.revoked = true;
			family.pass = false;
			family.left ||= family.joined;
		},
		false,
	);
const sends = (n: number) =>
	act(
		"send",
		n,
		async (family, _model, { opening, invitations }) => {
			await call(admin, "send_invitation", office.staff, opening.id, invitations[n]?.id);
			family.revoked = false;
			family.version += 1;
			family.pass = false;
		},
		false,
	);

const steers = (how: "pause" | "resume"): Act => ({
	check: () => true,
	run: async (model, { opening }) => {
		await steer(admin, office, opening, how);
		model.paused = how === "pause";
	},
	toString: () => how,
});
const rings: Act = {
	check: ({ open }) => !open,
	run: async (model, { opening }) => {
		await ring(admin, opening);
		model.open = true;
	},
	toString: () => "ring",
};
const steps = (pace: number): Act => ({
	check: () => true,
	run: async (model, { opening }) => {
		const { groups, free_seats } = await step(admin, opening, { pace });
		const [group] = groups;
		if (!model.open) return expect(group).toMatchObject({ seed: null, served_below: 0, tail_served: 0 });
		model.drawn = true;
		for (const n of model.arrived.splice(0)) at(model, n).no = ++model.tail;

		const before = { below: model.below, served: model.served };
		const wanting = model.families.filter(({ called, came, left, pass, cancelled, seats: own }) =>
			pass ? own.length === 0 && !cancelled : called && !came && !left,
		).length;
		const free = seats - model.taken.size;
		expect(free_seats).toBe(free);
		const most = model.paused ? 0 : Math.min(pace, Math.max(0, Math.ceil(1.1 * free - 1e-9) - wanting));
		const waiting = model.families.filter(
			(family) => family.joined && !family.left && !turnOf(model, family),
		);
		const drawn = waiting.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
		const behind = waiting.filter(({ no }) => no !== null).sort((a, b) => (a.no ?? 0) - (b.no ?? 0));
		const pastDraw = Math.max(0, ...model.families.map(({ rank }) => (rank ?? -1) + 1));
		const called = [...drawn, ...behind].slice(0, most);
		for (const next of called) {
			next.called = true;
			if (next.rank !== null) model.below = next.rank + 1;
			else Object.assign(model, { below: pastDraw, served: next.no });
		}
		// Where nobody is left, the turn of those who left has come as well.
		if (called.length > 0 && called.length < most)
			Object.assign(model, { below: pastDraw, served: model.tail });
		expect(group).toMatchObject({ served_below: model.below, tail_served: model.served, tail: model.tail });
		expect(model.below).toBeGreaterThanOrEqual(before.below);
		expect(model.served).toBeGreaterThanOrEqual(before.served);
	},
	toString: () => `step(${pace})`,
});

/** A teacher of whom nobody has booked yet, and an opening of hers that is still to come. */
async function setUp(): Promise<{ model: Model; real: Real }> {
	const teacher = `teacher-${run++}`;
	const opening = await saveOpening(admin, office, { teacher, bookings_each: bookingsEach });
	const invitations = await invite(admin, office, opening, families);
	const { rows } = await admin.query("select seed from app.opening_groups where opening_id = $1", [
		opening.id,
	]);
	const family = () => ({
		...{
			joined: false,
			id: "",
			rank: null,
			no: null,
			left: false,
			revoked: false,
			called: false,
			came: false,
		},
		...{ version: 1, cameBy: 1, pass: false, cancelled: false, seats: [] },
	});
	const model = {
		families: Array.from({ length: families }, family),
		...{
			open: false,
			drawn: false,
			paused: false,
			below: 0,
			served: 0,
			tail: 0,
			arrived: [],
			taken: new Set<number>(),
		},
	};
	return { model, real: { teacher, opening, invitations, seed: rows[0].seed } };
}

async function answerTo(work: Promise<unknown>): Promise<string> {
	const code = await codeOf(work);
	heard[code] = (heard[code] ?? 0) + 1;
	return code;
}

/** What the tables say once all is done, against the model. */
async function agree({ families: all, drawn }: Model, { opening }: Real): Promise<void> {
	const { rows } = await admin.query(
		`select ticket.id, ticket.rank::float8 as rank, ticket.tail_no as no, ticket.offered_at is not null as called, ticket.left_at is not null as left
		from app.tickets ticket where ticket.opening_id = $1 order by ticket.id`,
		[opening.id],
	);
	const expected = all
		.filter(({ joined }) => joined)
		.map(({ id, rank, no, called, left }) => ({ id, rank, no, called, left }))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	expect(rows).toEqual(expected);
	const { rows: groups } = await admin.query(
		"select drawn_at is not null as drawn from app.opening_groups where opening_id = $1",
		[opening.id],
	);
	expect(groups).toEqual([{ drawn }]);
	const { rows: booked } = await admin.query(
		`select booking.ticket_id, count(*)::integer as seats from app.bookings booking join app.tickets ticket on ticket.id = booking.ticket_id
		where ticket.opening_id = $1 and booking.state in ('held', 'confirmed') group by booking.ticket_id order by booking.ticket_id`,
		[opening.id],
	);
	expect(booked).toEqual(
		all
			.filter(({ seats: own }) => own.length > 0)
			.map(({ id, seats: own }) => ({ ticket_id: id, seats: own.length }))
			.sort((a, b) => (a.ticket_id < b.ticket_id ? -1 : 1)),
	);
	// Nothing of a run goes away, so that each look is at all of them.
	if (run % 20 === 0) expect(await brokenLaws(admin)).toEqual([]);
}

test(
	`an opening does what its model does, in ${runs} runs of up to 80 acts of ${families} families who want ${seats} seats`,
	async () => {
		const family = fc.nat(families - 1);
		const often = <Value>(times: number, each: fc.Arbitrary<Value>) =>
			Array.from({ length: times }, () => each);
		const acts: fc.Arbitrary<Act>[] = [
			...often(6, family.map(joins)),
			...often(2, fc.constant(rings)),
			...often(5, fc.integer({ min: 1, max: 3 }).map(steps)),
			...often(6, family.map(takes)),
			...often(
				6,
				fc.tuple(family, fc.nat(seats - 1), fc.boolean()).map(([n, slot, held]) => claims(n, slot, held)),
			),
			...often(2, family.map(confirms)),
			fc.tuple(family, fc.nat(seats - 1)).map(([n, slot]) => intrudes(n, slot)),
			...[leaves, expires, gives, revokes, sends].map((make) => family.map(make)),
			fc.constantFrom<("pause" | "resume")[]>("pause", "resume", "resume").map(steers),
		];
		await fc.assert(
			fc.asyncProperty(
				fc.boolean(),
				fc.commands(acts, { maxCommands: 80, size: "max" }),
				async (inside, commands) => {
					const { model, real } = await setUp();
					// Half of the runs begin with five families let in.
					const five = [0, 1, 2, 3, 4];
					const before = inside ? [...five.map(joins), rings, steps(3), steps(2), ...five.map(takes)] : [];
					await fc.asyncModelRun(() => ({ model, real }), before);
					await fc.asyncModelRun(() => ({ model, real }), commands);
					await agree(model, real);
				},
			),
			{ numRuns: runs, endOnFailure: true },
		);
		expect(await brokenLaws(admin)).toEqual([]);
		console.info(`answers: ${JSON.stringify(heard)}`);
		for (const code of ["ok", "CLOSD", "QUEUE", "LIMIT", "TAKEN", "NTFND"])
			expect(heard[code] ?? 0, code).toBeGreaterThan(3);
	},
	Math.max(120_000, runs * 1_000),
);
